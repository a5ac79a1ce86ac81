// What a terminal shows: a Chinese character is two columns wide.
const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

export const timeOf = instant => time.format(new Date(instant));
export const dayOf = instant => day.format(new Date(instant));

const widthOf = text => [...text].reduce((sum, c) => sum + (/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(c) ? 2 : 1), 0);

export const padded = (text, width) => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Rows of cells as lines, each column as wide as its widest cell. */
export function columns(rows, gap = 3) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map(row => widthOf(row[i]))));
  return rows.map(row => '  ' + row.map((cell, i) => padded(cell, widths[i] + gap)).join('').trimEnd()).join('\n');
}
