import { shareChannel } from '../../channels/channel-state-store.ts';
import { requireRole } from '../../config/acting-person.ts';
import type { People, Role } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type Asking, closeQuestion, openQuestionFor } from '../ask-person.ts';
import { type DeliveryRow, isDeliverySure, lockDelivery } from '../delivery-store.ts';
import { type Kept, whyKept } from '../kept-back.ts';
import { requireDelivery } from '../show-delivery.ts';
import type { Subject } from '../work.ts';
import { addHandOff, findHandOff, type HandOffRow } from './hand-off-store.ts';

/** Those who publish; administrators and auditors keep out (三员分立). */
export const mayTake: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

export interface Taking extends Asking {
  people: People;
  subjects: Partial<Record<string, Subject>>;
}

/**
 * A person takes the approved text of a delivery to publish it by hand. That it is out is committed before anything is
 * written to a disk, like the intent of a call: from then on nothing is called for this delivery, and a change of the text
 * makes the hand-off void. Everything is asked again under the locks, as begin does. Taken twice, it is the same.
 * @throws Refused for a person of another role, a text that is not approved under this very hash, a stop, a pause, a
 * black-out, a hold, an embargo, or a delivery of which something may have gone out already
 */
export async function takeHandOff(acting: Taking, id: string, actor: Actor): Promise<HandOffRow> {
  requireRole(acting.people, actor.person, mayTake, 'take a post to publish it by hand');
  const seen = await requireDelivery(acting.db, id);
  return inTransaction(acting.db, async (tx) => {
    const approved = await acting.subjects[seen.subjectKind]?.approvedHash(tx, seen.subjectId);
    const { pausedAt } = await shareChannel(tx, seen.channel);
    const delivery = await lockDelivery(tx, id);
    const sure = await isDeliverySure(tx, id);
    const kept = await whyKept(tx, delivery, acting.clock.now());
    const told = { approved: approved === delivery.hash, paused: pausedAt !== null, kept: kept?.why ?? null, sure };
    const reason = whyNot(delivery, told);
    if (reason) throw refused(id, reason);
    const known = await findHandOff(tx, id);
    if (known && known.voidAt === null && delivery.reason === 'hand-off') return known;
    const at = acting.clock.now();
    const row = { delivery: id, hash: delivery.hash, takenBy: actor.person, takenAt: at };
    await addHandOff(tx, row);
    await turn(tx, acting, delivery, actor);
    const after = { state: 'asking', reason: 'hand-off', hash: delivery.hash };
    const before = { state: delivery.state, reason: delivery.reason };
    await acting.record(tx, { at, actor, act: 'delivery.hand-off', object: `delivery:${id}`, before, after });
    return (await findHandOff(tx, id)) ?? { ...row, voidAt: null, voidReason: null };
  });
}

/** The delivery waits for a person; another question of it is answered by that. */
async function turn(tx: Tx, acting: Taking, delivery: DeliveryRow, actor: Actor): Promise<void> {
  if (delivery.state === 'asking' && delivery.reason === 'hand-off') return;
  const at = acting.clock.now();
  const change = {
    state: 'asking' as const,
    reason: 'hand-off',
    workAt: null,
    worker: null,
    fence: delivery.fence + 1,
  };
  await tx.updateTable('delivery').set(change).where('id', '=', delivery.id).execute();
  await closeQuestion(tx, delivery.id, { answer: 'hand-off', by: actor.person, at, note: null });
  await openQuestionFor(tx, acting, delivery.id, 'hand-off', 'by-hand');
}

interface Refusal {
  code: string;
  message: string;
  remedy: string;
}

/** Every reason against it, the first one that holds. Pure. */
function whyNot(
  { state, stopWanted }: Pick<DeliveryRow, 'state' | 'stopWanted'>,
  { approved, paused, kept, sure }: { approved: boolean; paused: boolean; kept: Kept['why'] | null; sure: boolean },
): Refusal | null {
  if (state === 'published' || state === 'dropped') {
    const remedy = 'Queue the post again if it shall still go out.';
    return { code: 'delivery-closed', message: `it is ${state}`, remedy };
  }
  if (!approved || stopWanted === 1) {
    const message = 'its text is not approved any more under the hash that it carries, or it was stopped';
    const remedy = 'Have the present text signed; what was handed out before must not be published.';
    return { code: 'delivery-not-approved', message, remedy };
  }
  if (paused) return { code: 'channel-paused', message: 'its channel is paused', remedy: 'Resume the channel first.' };
  // What asks after a black-out is in front of a person: taking it is the word that it waits for.
  if (kept !== null && !(kept === 'after-blackout' && state === 'asking')) {
    const remedy =
      'Wait until the black-out, the hold or the embargo is over; `govcast post show` and `blackout list` name it.';
    return { code: 'delivery-kept', message: `it is kept back (${kept})`, remedy };
  }
  if (!sure || (state !== 'planned' && state !== 'asking')) {
    const message = `it is ${state}, and something of it may have gone out`;
    const remedy = 'Wait until it asks, look at the account, and answer that first; nothing goes out twice.';
    return { code: 'delivery-in-doubt', message, remedy };
  }
  return null;
}

function refused(id: string, { code, message, remedy }: Refusal): Refused {
  return new Refused({ code, message: `delivery ${id} cannot be handed off: ${message}`, place: id, remedy });
}
