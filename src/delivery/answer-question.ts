import { isoBeijing } from '../calendar/beijing-time.ts';
import { giveBackQuota } from '../channels/quota-store.ts';
import { AskedWrongly, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { lockPost } from '../posts/post-store.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { closeQuestion } from './ask-person.ts';
import {
  type DeliveryRow,
  getAttempts,
  getDelivery,
  isDeliverySure,
  lockDelivery,
  updateAttempt,
} from './delivery-store.ts';
import { voidHandOff } from './hand-off/hand-off-store.ts';
import { leavePlace } from './leave-place.ts';
import { movePlace, requireOpenTime } from './move-to-time.ts';
import { type KnownArticle, recordPublication } from './record-publication.ts';
import type { Subject } from './work.ts';

/**
 * `link` was opened by the caller before; a channel without links takes a note with the name of who looked instead. A
 * repeat of what somebody holds in hands needs a note that it was not published. `move` is a repeat at another time (ms UTC).
 */
export type PersonAnswer =
  | { is: 'went-out'; link: string | null; note: string; articles?: readonly KnownArticle[] }
  | { is: 'repeat'; note?: string }
  | { is: 'move'; at: number; note?: string }
  | { is: 'leave'; note: string };

/**
 * A person answers what nobody could know (rows 18 to 20).
 * @throws Refused when nothing is asked (any more), or when a repeat is not approved or was stopped
 * @throws AskedWrongly for a repeat without a note while somebody holds the text in hands
 */
export function answerQuestion(
  acting: Acting & { subjects: Partial<Record<string, Subject>> },
  id: string,
  answer: PersonAnswer,
  actor: Actor,
): Promise<DeliveryRow['state']> {
  return inTransaction(acting.db, async (tx) => {
    const subject = await getDelivery(tx, id);
    // A place is changed under its post, which is locked first and at once in the mode that this needs.
    if (answer.is === 'leave' && subject?.subjectKind === 'post') await lockPost(tx, subject.subjectId);
    const approved = subject && (await acting.subjects[subject.subjectKind]?.approvedHash(tx, subject.subjectId));
    const delivery = await lockDelivery(tx, id);
    if (delivery.state !== 'asking') throw notAsked(id, delivery.state);
    const now = acting.clock.now();
    const change = await changeBy(tx, acting, delivery, answer, approved ?? null);
    if (answer.is === 'move') await movePlace(tx, acting, delivery, change.dueAt, actor);
    if (answer.is === 'leave') await leavePlace(tx, acting, delivery, actor);
    await tx
      .updateTable('delivery')
      .set({ ...change, fence: delivery.fence + 1, worker: null })
      .where('id', '=', id)
      .execute();
    const told = [answer.is === 'went-out' ? answer.link : null, answer.note].filter(Boolean).join(' ');
    const note = told === '' && answer.is !== 'leave' && answer.is !== 'went-out' ? null : told;
    await closeQuestion(tx, id, { answer: answer.is, by: actor.person, at: now, note });
    await acting.record(tx, {
      at: now,
      actor,
      act: `delivery.${change.state}`,
      object: `delivery:${id}`,
      before: { state: 'asking', reason: delivery.reason },
      after: {
        ...{ state: change.state, reason: change.reason, answer: answer.is },
        ...(answer.is === 'move' ? { dueAt: isoBeijing(change.dueAt) } : {}),
      },
    });
    return change.state;
  });
}

async function changeBy(
  tx: Tx,
  acting: Acting,
  delivery: DeliveryRow,
  answer: PersonAnswer,
  approved: string | null,
): Promise<Pick<DeliveryRow, 'state' | 'reason' | 'workAt' | 'finishedAt' | 'dueAt'>> {
  const now = acting.clock.now();
  const attempts = await getAttempts(tx, delivery.id);
  const { dueAt } = delivery;
  if (answer.is === 'went-out') {
    const said = { externalId: answer.link ?? delivery.id, position: 1, title: '', url: answer.link };
    const articles = answer.articles ?? [said];
    await recordPublication(tx, acting, delivery, articles);
    await requireOwn(tx, delivery, articles);
    return { state: 'published', reason: 'word', workAt: null, finishedAt: now, dueAt };
  }
  if (answer.is === 'move') await requireOpenTime(tx, delivery, answer.at, now);
  // Whoever took the text to publish it by hand may have done so.
  const out = await voidHandOff(tx, delivery.id, now, answer.is);
  if (answer.is === 'leave') {
    const sure = !out && delivery.reason !== 'hand-off-void' && (await isDeliverySure(tx, delivery.id));
    return { state: 'dropped', reason: sure ? 'sure' : 'word', workAt: null, finishedAt: now, dueAt };
  }
  if (approved !== delivery.hash || delivery.stopWanted === 1) throw notApproved(delivery.id);
  if ((out || delivery.reason === 'hand-off-void') && !answer.note?.trim()) throw inHands(delivery.id);
  for (const attempt of attempts.filter((a) => a.state === 'open' || a.state === 'answered')) {
    await updateAttempt(tx, attempt.id, { state: 'denied' });
    await giveBackQuota(tx, attempt.id, now);
  }
  // What people were asked to publish by hand may not be due for days: its time stays as it was promised.
  const byHand = delivery.reason === 'hand-off' || delivery.reason === 'hand-off-void';
  const at = answer.is === 'move' ? answer.at : byHand ? Math.max(now, dueAt) : now;
  // Moved, it is put to the people at once: they want the text ahead of its time, as at the first asking.
  const workAt = byHand && answer.is === 'move' ? now : at;
  return { state: 'planned', reason: null, workAt, finishedAt: null, dueAt: at };
}

/** A link proves one delivery. Two people who name it at the same moment meet at the publication. */
async function requireOwn(tx: Tx, delivery: DeliveryRow, articles: readonly KnownArticle[]): Promise<void> {
  if (delivery.act === 'draft') return;
  for (const { externalId, position, url } of articles) {
    const row = await tx
      .selectFrom('publication')
      .select('delivery')
      .where('channel', '=', delivery.channel)
      .where('externalId', '=', externalId)
      .where('position', '=', position)
      .executeTakeFirst();
    if (row?.delivery === delivery.id) continue;
    if (!row || row.delivery !== null) throw linkUsed(url ?? externalId, row?.delivery ?? '');
    await tx
      .updateTable('publication')
      .set({ delivery: delivery.id })
      .where('channel', '=', delivery.channel)
      .where('externalId', '=', externalId)
      .where('position', '=', position)
      .execute();
  }
}

export function linkUsed(link: string, delivery: string): Refused {
  return new Refused({
    code: 'link-used',
    message: `the link ${link} belongs to delivery ${delivery} already`,
    place: link,
    remedy: 'Copy the link of the article that was published for this delivery.',
  });
}

function notAsked(id: string, state: string): Refused {
  return new Refused({
    code: 'question-none',
    message: `delivery ${id} asks nothing, it is ${state}`,
    place: id,
    remedy: 'Look at the delivery again; somebody or the platform may have answered already.',
  });
}

function inHands(id: string): AskedWrongly {
  return new AskedWrongly({
    code: 'answer-note',
    message: `delivery ${id} was taken to be published by hand: a repeat needs a note that it was not published`,
    place: id,
    remedy: 'Ask whoever took it to stop, look at the account, and say with --note who has not published it.',
  });
}

function notApproved(id: string): Refused {
  return new Refused({
    code: 'delivery-not-approved',
    message: `delivery ${id} may not be repeated: its text is no longer approved, or it was stopped`,
    place: id,
    remedy: 'Leave this delivery and send the newly approved text as a delivery of its own.',
  });
}
