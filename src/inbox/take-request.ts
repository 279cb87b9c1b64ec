import type { Calendar } from '../calendar/calendar.ts';
import { dueDay } from '../calendar/due-date.ts';
import { registerDueDate } from '../calendar/due-date-store.ts';
import type { Routing } from '../config/routing.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { dayZero } from './reply-clock.ts';
import { type Intake, routeText } from './request.ts';
import { addRequest, numberRequest } from './request-store.ts';

/** What turning texts into requests needs. */
export interface Intaking extends Acting {
  calendar: Calendar;
  routing: Routing;
}

/**
 * Makes a request of a text, with kind, section and due date by routing.yaml, inside the caller's transaction. The ledger
 * gets ids and dates only: neither the writer nor the text stands there.
 * @returns the id of the new request; null when this text is one already
 */
export async function takeRequest(
  intaking: Intaking,
  tx: Tx,
  intake: Intake,
  via: Actor['via'],
): Promise<string | null> {
  const { calendar, routing, clock, newId, record } = intaking;
  const { kind, section, limit } = routeText(routing, intake.way, intake.text);
  const { days, unit } = limit;
  const rule = { days, unit, ...(routing.afterHours === 'nextDay' ? { afterHours: 'nextDay' as const } : {}) };
  const startOn = dayZero(calendar, { ...rule, officeTo: routing.officeTo }, intake.receivedAt);
  const due = dueDay(calendar, { from: startOn, n: days, unit });
  const id = newId();
  const added = await addRequest(tx, {
    id,
    kind,
    channel: intake.channel,
    intake: intake.way,
    intakeId: intake.id,
    section,
    assignee: null,
    state: 'received',
    sender: intake.sender,
    body: intake.text,
    receivedAt: intake.receivedAt,
    startOn,
    dueOn: due.date,
    nowDueOn: due.date,
    days,
    unit,
    rule: limit.source,
    provisional: due.provisional ? 1 : 0,
    closedAt: null,
  });
  if (!added) return null;
  const number = await numberRequest(tx, id, startOn.slice(0, 4));
  await registerDueDate(tx, calendar, { kind: 'request', id }, { startOn, days, unit });
  await record(tx, {
    at: clock.now(),
    actor: { person: 'govcast', via },
    act: 'request.receive',
    object: `request:${id}`,
    after: { number, kind, section, channel: intake.channel, intake: intake.way, rule: limit.source, dueOn: due.date },
  });
  return id;
}
