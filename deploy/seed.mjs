// Gives the people of the played history their accounts, through the public API: staff hand out activation codes, and they sign up.
//   node deploy/seed.mjs ADDRESS   VOLUNTEER_DATA: where demonstration.json goes; WORKER: the words that run a verb of the Worker
//   node deploy/seed.mjs --show    the accounts it made
// Every request has a key of its own, so a run that was killed is simply repeated: what was done is answered as before.
import { spawnSync } from 'node:child_process';
import { Api } from './demonstration/api.mjs';
import { openAccounts, showAccounts, writeAccounts } from './demonstration/accounts.mjs';
import { city, station } from './demonstration/cast.mjs';

async function seed(address) {
  const accounts = openAccounts();
  const anybody = new Api(address);
  const key = step => `demonstration-${accounts.run}-${step}`;
  const all = role => accounts.people.filter(p => p.role === role);

  const { version: consentVersion } = await anybody.get('/consent-texts/current');
  const signUp = (person, more) => anybody.post('/accounts', { phone: person.phone, password: person.password, consentVersion, ...more }, key(`sign-up-${person.id}`));

  const [administrator] = all('administrator');
  const activationCode = createAdministrator(administrator);
  if (activationCode) { await signUp(administrator, { activationCode }); }
  const asAdministrator = await anybody.signIn(administrator);
  administrator.personId = (await asAdministrator.get('/me')).id;

  const find = async asked => {
    const [known] = await asAdministrator.post('/persons/searches', asked);
    if (!known) { throw new Error('Nobody of the demonstration is known: play the history first (worker.sh play-history).'); }
    return known;
  };
  for (const person of accounts.people.filter(p => p.phone && p !== administrator)) {
    const { id } = await find({ phone: person.phone });
    const { code } = await asAdministrator.post(`/persons/${id}/activation-codes`, undefined, key(`activate-${person.id}`));
    ({ personId: person.personId } = await signUp(person, { activationCode: code }));
  }

  for (const person of all('volunteer')) {
    const volunteer = await anybody.signIn(person);
    Object.assign(person, await volunteer.post('/me/volunteering', undefined, key(`volunteer-${person.id}`)));
  }

  for (const caller of all('caller')) { caller.personId = (await find({ name: caller.name })).id; }

  const { items: [site] } = await anybody.get(`/sites?code=${station}`);
  accounts.site = { id: site.id, code: site.code, name: site.name };
  writeAccounts(accounts);
}

/** The first person of a deployment comes by command line. No code: they have signed up already. */
function createAdministrator({ name, phone }) {
  const verb = ['create-administrator', '--name', name, '--phone', phone, '--site', city];
  const made = spawnSync('bash', ['-c', `${process.env.WORKER} "$@"`, 'worker', ...verb], { encoding: 'utf8' });
  if (made.error) { throw made.error; }
  if (made.status !== 0) { throw new Error(`${verb[0]} ended with ${made.status}:\n${made.stdout}${made.stderr}`); }
  return made.stdout.match(/\bcode (\d{8})\b/)?.[1];
}

const [asked] = process.argv.slice(2);
try {
  if (!asked) { throw new Error('usage: node seed.mjs ADDRESS | --show'); }
  if (asked === '--show') { console.log(showAccounts()); }
  else { await seed(asked); }
} catch (why) {
  console.error(why.message);
  process.exitCode = 1;
}
