/** A delivery gets another time by the word of a person: what speaks against it, and the place that moves along. */
import { isoBeijing } from '../calendar/beijing-time.ts';
import { AskedWrongly, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { type Blackout, covers, isInside } from '../schedule/blackout/blackout.ts';
import { blackoutsBetween } from '../schedule/blackout/blackout-store.ts';
import type { Tx } from '../store/database.ts';
import type { DeliveryRow } from './delivery-store.ts';

/**
 * A time to come, and none at which a black-out that is known would keep it back again.
 * @throws AskedWrongly for a time that has passed
 * @throws Refused for one inside a black-out
 */
export async function requireOpenTime(tx: Tx, delivery: DeliveryRow, at: number, now: number): Promise<void> {
  if (at <= now) throw timePassed(delivery.id, at);
  const known = await blackoutsBetween(tx, at, at);
  const closed = known.find((each) => covers(each, delivery) && isInside(each, at));
  if (closed) throw inBlackout(delivery.id, at, closed);
}

/** The place moves along, so that the calendar and the planner see the post where it goes out; a person fixed the time. */
export async function movePlace(
  tx: Tx,
  acting: Acting,
  delivery: DeliveryRow,
  at: number,
  actor: Actor,
): Promise<void> {
  if (delivery.subjectKind !== 'post') return;
  const { numUpdatedRows } = await tx
    .updateTable('placement')
    .set({ at, pinned: 1, reason: '人工改期，锁定在此时间' })
    .where('post', '=', delivery.subjectId)
    .where('channel', '=', delivery.channel)
    .where('cancelledAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const told = {
    act: 'placement.move',
    object: `post:${delivery.subjectId}`,
    before: { at: isoBeijing(delivery.dueAt) },
  };
  const after = { channel: delivery.channel, at: isoBeijing(at), delivery: delivery.id };
  await acting.record(tx, { at: acting.clock.now(), actor, ...told, after });
}

function timePassed(id: string, at: number): AskedWrongly {
  const message = `delivery ${id} cannot move to ${isoBeijing(at)}: that is no time to come`;
  const remedy = 'Give a later time with --at, or answer repeat to send it now.';
  return new AskedWrongly({ code: 'answer-time', message, place: id, remedy });
}

function inBlackout(id: string, at: number, { id: blackout, reason }: Blackout): Refused {
  const message = `delivery ${id} cannot move to ${isoBeijing(at)}: black-out ${blackout} (${reason}) keeps it back then`;
  return new Refused({
    code: 'answer-blackout',
    message,
    place: id,
    remedy: 'Give a time outside of every black-out.',
  });
}
