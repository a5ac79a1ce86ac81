// One ordinary order, played by the demonstration people: 点单 → 派单 → 接单 → 签到 → 签退 → 评单 → 入账.
// Ends with 0 only when the minutes stand in the passbook and everything that should have been said has been said.
import { Api } from './demonstration/api.mjs';
import { readAccounts } from './demonstration/accounts.mjs';
import { Play } from './demonstration/play.mjs';
import { findings, tellPassbook } from './demonstration/findings.mjs';

async function main(address = 'http://127.0.0.1:8080') {
  const accounts = readAccounts();
  console.log(`One order at ${accounts.site.name}, ${address}\n`);
  const play = await Play.begin(new Api(address), accounts);
  await play.order();
  await play.dispatchAndAccept();
  await play.serve();
  await play.rate();
  const ending = await play.awaitCredit();

  tellPassbook(ending);
  const missing = findings(ending).filter(([, holds]) => !holds).map(([what]) => what);
  if (missing.length > 0) { throw new Error(`Not everything happened. Missing:\n${missing.map(what => `  - ${what}`).join('\n')}`); }
  console.log(`\nAll of it happened: order ${ending.order.number}, ${ending.record.minutes} min.`);
}

try {
  await main(process.argv[2]);
} catch (why) {
  console.error(`\n${why.message}`);
  process.exitCode = 1;
}
