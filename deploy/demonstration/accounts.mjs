// demonstration.json: who can sign in, written before the first request so that a killed run goes on with the same passwords.
import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cast, titles } from './cast.mjs';
import { columns } from './text.mjs';

export function readAccounts() {
  const file = whereabouts();
  if (!existsSync(file)) { throw new Error(`There are no demonstration accounts at ${file}: bash deploy/up.sh makes them, or VOLUNTEER_ACCOUNTS names the file.`); }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The accounts of an earlier run, or new ones with fresh passwords. */
export function openAccounts() {
  if (existsSync(whereabouts())) { return readAccounts(); }
  const accounts = { run: randomUUID(), people: cast.map(person => person.phone ? { ...person, password: newPassword() } : { ...person }) };
  writeAccounts(accounts);
  return accounts;
}

export function writeAccounts(accounts) {
  const file = whereabouts();
  rmSync(`${file}.new`, { force: true });
  writeFileSync(`${file}.new`, JSON.stringify(accounts, null, 2) + '\n', { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function showAccounts({ people }) {
  const rows = people.map(p => [`${titles[p.role]} ${p.role}`, p.name, p.phone ?? '—', p.password ?? '— (no account: calls the station)']);
  return columns([['role', 'name', 'phone', 'password'], ...rows]);
}

function whereabouts() {
  const { VOLUNTEER_ACCOUNTS: file, VOLUNTEER_DATA: data } = process.env;
  if (!file && !data) { throw new Error('Set VOLUNTEER_DATA to the data directory, or VOLUNTEER_ACCOUNTS to the file with the demonstration accounts.'); }
  return file || join(data, 'demonstration.json');
}

/** To be read aloud and typed: bodi-kamu-4821. Guessing is stopped by the lock-out after five tries. */
function newPassword() {
  const pick = letters => letters[randomInt(letters.length)];
  const syllable = () => pick('bdfghjkmnprstvz') + pick('aeiou');
  return `${syllable()}${syllable()}-${syllable()}${syllable()}-${randomInt(1000, 10000)}`;
}
