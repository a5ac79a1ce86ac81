import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until there is something, or gives up: the answer, or undefined. */
export async function until(seconds, ask) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) { return answer; }
    if (performance.now() >= end) { return undefined; }
    await pause(300);
  }
}

/** Lets time pass and shows how much is left: one line on a terminal, a line every quarter of a minute in a log. */
export async function countDown(seconds, words) {
  const end = performance.now() + seconds * 1000;
  for (let left = seconds; left > 0; left = (end - performance.now()) / 1000) {
    const shown = Math.ceil(left);
    if (process.stdout.isTTY) { process.stdout.write(`\r      ${words}: ${shown} s left `); }
    else if (shown % 15 === 0) { console.log(`      ${words}: ${shown} s left`); }
    await pause(Math.min(1000, left * 1000));
  }
  if (process.stdout.isTTY) { process.stdout.write('\r\x1b[K'); }
}
