// demonstration.json: who can sign in, written before the first request so that a killed run goes on with the same passwords.
import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cast, titles } from './cast.mjs';
import { columns } from './text.mjs';

export function readAccounts() {
  if (!existsSync(whereabouts())) { throw new Error(noFile()); }
  return JSON.parse(readFileSync(whereabouts(), 'utf8'));
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

/** Who takes the file away has a running city all the same, so this says so and is no failure. */
export function showAccounts() {
  if (!existsSync(whereabouts())) { return noFile(); }
  const { people } = readAccounts();
  const rows = people.map(p => [`${titles[p.role]} ${p.role}`, p.name, p.phone ?? '—', p.password ?? '— (no account: calls the station)']);
  return columns([['role', 'name', 'phone', 'password'], ...rows]);
}

const noFile = () => `No demonstration accounts at ${whereabouts()}. The first bash deploy/up.sh of a data directory makes them; VOLUNTEER_ACCOUNTS names another file.`;

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
