// Rewrites working-days.csv: the official holidays and the weekend days worked instead of them, as the State Council announced them.
// Run it (`node deploy/data/make-working-days.mjs`) after a new chinese-days release brings the next year, and commit the difference.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FIRST_DAY = '2024-01-01';
const { holidays, workdays } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'), 'utf8'));

// The package writes "English,中文,days"; on a day worked instead, the name is the holiday it makes up for.
const rows = (days, kind) => Object.entries(days)
  .filter(([date]) => date >= FIRST_DAY)
  .map(([date, names]) => `${date},${kind},${names.split(',')[1]}`);

const lines = [...rows(holidays, 'holiday'), ...rows(workdays, 'working')].sort();
writeFileSync(new URL('working-days.csv', import.meta.url), ['date,kind,name', ...lines, ''].join('\n'));
