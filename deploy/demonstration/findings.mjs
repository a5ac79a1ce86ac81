// What the play came to: told, and judged.
import { columns, dayOf, timeOf } from './text.mjs';

const events = ['placed', 'offered', 'accepted', 'checked_in', 'checked_out', 'rated'].map(name => `order.${name}.v1`);

export function tellPassbook({ order, line, message, volunteer, before, after, names }) {
  console.log(`\n时间存折 ${after.number} · ${volunteer.name} · ${after.siteName}`);
  console.log(`  balance ${before.availableMinutes} → ${after.availableMinutes} min, verified ${after.verifiedMinutes} min`);
  if (line) { console.log(`  ${dayOf(line.occurredAt)}  ${line.activity}  +${line.minutes} min  ${line.standing}  balance ${line.balanceMinutes} min`); }
  console.log('\n事件 events');
  console.log(columns(order.history.map(e => [timeOf(e.at), e.name, names.get(e.actorId) ?? 'worker'])));
  if (message) { console.log(`\n站内信 to ${volunteer.name}: ${message.text.zh}`); }
}

/** Pairs of what must have happened and whether it did. */
export function findings({ order, record, line, message, before, after }) {
  const grown = after.availableMinutes - before.availableMinutes;
  return [
    [`the order is Rated (it is ${order.state})`, order.state === 'Rated'],
    ['the order is credited', order.credited],
    [`a record with minutes (it has ${record.minutes})`, record.minutes > 0],
    ['the line of this record in the passbook, with its minutes', line?.minutes === record.minutes],
    [`a balance grown by exactly ${record.minutes} min (it grew by ${grown})`, grown === record.minutes],
    ['the message to the volunteer about the credit', Boolean(message)],
    ...events.map(name => [`the event ${name}`, order.history.some(e => e.name === name)]),
  ];
}
