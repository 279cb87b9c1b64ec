import { isoBeijing } from '../calendar/beijing-time.ts';
import { requireRole } from '../config/acting-person.ts';
import { AskedWrongly, asProblem, type Problem } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { requireBlackout } from '../schedule/blackout/end-blackout.ts';
import type { Planning } from '../schedule/placing/planning.ts';
import type { Db } from '../store/database.ts';
import { answerQuestion, type PersonAnswer } from './answer-question.ts';
import { mayAnswer } from './answer-with-proof.ts';
import { askAfterBlackouts } from './ask-after-blackouts.ts';
import type { DeliveryRow } from './delivery-store.ts';
import { freeSlot } from './free-slot.ts';
import type { DeliveryWork } from './work.ts';

/**
 * What becomes of what a black-out kept back: it goes now, or at the first free slot of its account from now on; from a moment
 * on (ms UTC); or not at all.
 */
export type BlackoutAnswer =
  | { is: 'send'; slotsOf?: Planning }
  | { is: 'move'; at: number }
  | { is: 'drop'; note: string };

/** A delivery that asks after a black-out. Times are ms UTC. */
export type KeptDelivery = Pick<DeliveryRow, 'id' | 'subjectId' | 'channel' | 'act' | 'dueAt' | 'priority'> & {
  title: string;
};

export interface BulkAnswered {
  answered: { delivery: string; channel: string; state: string; at: string | null }[];
  /** What could not be answered so, and why: the rest is done all the same. */
  refused: { delivery: string; error: Problem }[];
  /** How many still ask. */
  open: number;
}

/**
 * Answers what a black-out kept back, all of it or the deliveries that are named. What is sent or moved goes out one
 * after the other on each account, the most urgent first, with the account's gap between them: never as a burst. Each is
 * answered in a transaction of its own; broken off, it is simply called again.
 * @param only ids of deliveries; null for all that ask after this black-out
 * @throws AskedWrongly when a named delivery does not ask after it, or without a note when they are dropped
 * @throws Refused when there is no such black-out, or for a person of another role
 */
export async function answerBlackout(
  work: DeliveryWork,
  id: string,
  only: readonly string[] | null,
  answer: BlackoutAnswer,
  actor: Actor,
): Promise<BulkAnswered> {
  requireRole(work.people, actor.person, mayAnswer, 'answer what a delivery asks');
  if (answer.is === 'drop' && answer.note.trim() === '') throw noteMissing();
  await requireBlackout(work.db, id);
  await askAfterBlackouts(work);
  const asking = await keptByBlackout(work.db, id);
  const stranger = only?.find((each) => !asking.some((kept) => kept.id === each));
  if (stranger !== undefined) throw notAsking(stranger, id);
  const chosen = asking.filter((each) => only === null || only.includes(each.id));
  const free = new Map<string, number>();
  const done: BulkAnswered = { answered: [], refused: [], open: 0 };
  for (const each of chosen) {
    try {
      const given = await answerFor(work, each, answer, free);
      const state = await answerQuestion(work, each.id, given, actor);
      const at = given.is === 'move' ? given.at : given.is === 'repeat' ? work.clock.now() : null;
      const told = { delivery: each.id, channel: each.channel, state };
      done.answered.push({ ...told, at: at === null ? null : isoBeijing(at) });
    } catch (error) {
      done.refused.push({ delivery: each.id, error: asProblem(error) });
    }
  }
  return { ...done, open: (await keptByBlackout(work.db, id)).length };
}

/**
 * The first of an account goes at the moment that was asked for, each further one its gap later; none comes nearer
 * to what is planned there already, by an answer before this one or for its own time.
 */
async function answerFor(
  work: DeliveryWork,
  kept: KeptDelivery,
  answer: BlackoutAnswer,
  free: Map<string, number>,
): Promise<PersonAnswer> {
  const { channel } = kept;
  if (answer.is === 'drop') return { is: 'leave', note: answer.note };
  const now = work.clock.now();
  const { gapMs } = work.account(channel);
  const from = free.get(channel) ?? (answer.is === 'move' ? answer.at : now);
  const slots = answer.is === 'send' ? answer.slotsOf : undefined;
  const at = slots
    ? await freeSlot(work.db, slots, kept, from, now)
    : apart(from, await dueFrom(work.db, channel, from - gapMs), gapMs);
  free.set(channel, at + gapMs);
  return at <= now && answer.is === 'send' ? { is: 'repeat' } : { is: 'move', at };
}

/** The first moment from `from` on (ms UTC) that keeps the gap to all of these, which are in their order. Pure. */
function apart(from: number, due: readonly number[], gapMs: number): number {
  return due.reduce((at, each) => (Math.abs(each - at) < gapMs ? each + gapMs : at), from);
}

/** When what is planned on an account is due, from a moment on, ms UTC. By the index (state, due_at). */
async function dueFrom(db: Db, channel: string, from: number): Promise<number[]> {
  const rows = await db
    .selectFrom('delivery')
    .select('dueAt')
    .where('state', '=', 'planned')
    .where('dueAt', '>', from)
    .where('channel', '=', channel)
    .orderBy('dueAt')
    .execute();
  return rows.map(({ dueAt }) => dueAt);
}

/** What asks after a black-out, the most urgent first. */
export async function keptByBlackout(db: Db, id: string): Promise<KeptDelivery[]> {
  const rows = await db
    .selectFrom('question')
    .innerJoin('delivery', 'delivery.id', 'question.delivery')
    .leftJoin('post', 'post.id', 'delivery.subjectId')
    .select(['delivery.id', 'delivery.subjectId', 'delivery.channel', 'delivery.act', 'delivery.dueAt'])
    .select(['delivery.priority', 'post.title'])
    .where('question.kind', '=', 'blackout')
    .where('question.seen', '=', `blackout:${id}`)
    .where('question.answeredAt', 'is', null)
    .orderBy('delivery.priority', 'desc')
    .orderBy('delivery.dueAt')
    .orderBy('delivery.id')
    .execute();
  return rows.map((row) => ({ ...row, title: row.title ?? '' }));
}

function noteMissing(): AskedWrongly {
  const remedy = 'Say with --note why they do not go out.';
  return new AskedWrongly({ code: 'answer-note', message: 'the answer needs a note', remedy });
}

function notAsking(delivery: string, blackout: string): AskedWrongly {
  return new AskedWrongly({
    code: 'blackout-delivery',
    message: `delivery ${delivery} asks nothing after black-out ${blackout}`,
    place: delivery,
    remedy: `Take the ids from \`govcast blackout show ${blackout}\`.`,
  });
}
