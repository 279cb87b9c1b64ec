/** One delivery as a person reads it: what was tried when, what is asked, what came of it. Moments are ms UTC. */
import { publicationsOf } from '../channels/publication-store.ts';
import type { Db } from '../store/database.ts';
import { type DeliveryRow, getAttempts, getSteps, isDeliverySure, openQuestion } from './delivery-store.ts';
import { findHandOff } from './hand-off/hand-off-store.ts';
import { type QuestionWording, questionCause } from './question-wording.ts';
import { requireDelivery } from './show-delivery.ts';
import { confirmedBy } from './waiting-deliveries.ts';

export interface DeliveryStory {
  delivery: string;
  post: string;
  title: string;
  channel: string;
  act: string;
  state: string;
  reason: string | null;
  dueAt: number;
  /** A confirmation on the phone is taken until then; null for what waits for none. */
  until: number | null;
  steps: { name: string; state: string }[];
  /** Every call to the platform that was begun, in order, with the code it ended with. */
  attempts: { step: string; state: string; at: number; calls: number; error: string | null }[];
  /** Lines of the ledger, oldest first. */
  events: { at: number; act: string; person: string }[];
  question: {
    kind: string;
    seen: string;
    openedAt: number;
    remedy: string;
    /** What the platform said in words of ours; null for a code without words. */
    cause: { title: string; cause: string; next: string } | null;
  } | null;
  handOff: { takenBy: string; takenAt: number; isVoid: boolean } | null;
  /** Whether a person may publish it by hand: it waits, and nothing of it can have gone out. */
  byHand: boolean;
  publications: { position: number; title: string; url: string | null; publicAt: number }[];
}

const MOST_EVENTS = 60;

/** @throws Refused when there is no such delivery */
export async function deliveryStory(db: Db, wording: QuestionWording, id: string): Promise<DeliveryStory> {
  const delivery = await requireDelivery(db, id);
  const post = await db.selectFrom('post').select('title').where('id', '=', delivery.subjectId).executeTakeFirst();
  const steps = await getSteps(db, id);
  const names = new Map(steps.map(({ position, name }) => [position, name]));
  const attempts = await getAttempts(db, id);
  const asked = await openQuestion(db, id);
  const out = await findHandOff(db, id);
  const { subjectId, channel, act, state, reason, dueAt } = delivery;
  const begun = attempts.map(({ lastBegunAt }) => lastBegunAt);
  return {
    ...{ delivery: id, post: subjectId, title: post?.title ?? '', channel, act, state, reason, dueAt },
    until: confirmedBy(reason, begun.length > 0 ? Math.max(...begun) : dueAt),
    steps: steps.map(({ name, state: at }) => ({ name, state: at })),
    attempts: attempts.map((each) => ({
      ...{ step: names.get(each.position) ?? '', state: each.state, at: each.begunAt, calls: each.calls },
      error: each.errorCode,
    })),
    events: await eventsOf(db, id),
    question: asked
      ? {
          ...{ kind: asked.kind, seen: asked.seen, openedAt: asked.openedAt, remedy: asked.remedy },
          cause: questionCause(wording, asked.seen, asked.remedy),
        }
      : null,
    handOff: out ? { takenBy: out.takenBy, takenAt: out.takenAt, isVoid: out.voidAt !== null } : null,
    byHand: mayGoByHand(delivery) && (await isDeliverySure(db, id)),
    publications: (await publicationsOf(db, id)).map(({ position, title, url, publicAt }) => ({
      ...{ position, title, url, publicAt },
    })),
  };
}

/** What is void is not taken again: its text is not approved. */
function mayGoByHand({ state, reason, stopWanted }: Pick<DeliveryRow, 'state' | 'reason' | 'stopWanted'>): boolean {
  return (state === 'planned' || (state === 'asking' && reason !== 'hand-off-void')) && stopWanted === 0;
}

async function eventsOf(db: Db, id: string): Promise<DeliveryStory['events']> {
  const rows = await db
    .selectFrom('ledgerEntry')
    .select(['at', 'act', 'actor'])
    .where('object', '=', `delivery:${id}`)
    .orderBy('seq', 'desc')
    .limit(MOST_EVENTS)
    .execute();
  return rows.reverse().map(({ at, act, actor }) => ({ at, act, person: actor }));
}
