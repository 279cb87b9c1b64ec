/** Deliveries that wait for a person, or whose outcome is not known yet, as 今日 lists them. */
import type { Db } from '../store/database.ts';
import type { DeliveryTable } from '../store/tables/delivery.ts';
import { type QuestionWording, questionTitle } from './question-wording.ts';

/** Moments are ms UTC. */
export interface WaitingDelivery {
  delivery: string;
  /** `asking` waits for an answer; `confirmation` for the administrator's phone; `doubtful` is being asked of the platform. */
  is: 'asking' | 'confirmation' | 'doubtful';
  post: string;
  title: string;
  channel: string;
  act: DeliveryTable['act'];
  /** Kind, code, short cause and what to do, of a question; null without one. */
  question: { kind: string; seen: string; title: string | null; remedy: string } | null;
  dueAt: number;
  since: number;
  /** A confirmation runs out at this moment. */
  until: number | null;
  /** Drafter of the post; null of a notice. */
  author: string | null;
}

const MOST = 200;
const DAY_MS = 86_400_000;
/** The platform takes the confirmation for so long (89505, channel-apis). */
const CONFIRM_MS = 30 * 60_000;

/** When a confirmation that was asked for at `since` runs out; null for what waits for none. */
export function confirmedBy(reason: string | null, since: number): number | null {
  return reason === 'confirmation' ? since + CONFIRM_MS : null;
}

/**
 * What waits, by its due time. What a black-out kept back is left out: it is answered together. What is published by hand
 * is a matter from a day before it is due. By the index (state, due_at).
 */
export async function waitingDeliveries(db: Db, wording: QuestionWording, now: number): Promise<WaitingDelivery[]> {
  return [...(await asking(db, wording, now)), ...(await underWay(db))];
}

async function asking(db: Db, wording: QuestionWording, now: number): Promise<WaitingDelivery[]> {
  const rows = await db
    .selectFrom('question')
    .innerJoin('delivery', 'delivery.id', 'question.delivery')
    .leftJoin('post', 'post.id', 'delivery.subjectId')
    .select(['question.kind', 'question.seen', 'question.remedy', 'question.openedAt', 'delivery.id'])
    .select(['delivery.subjectId', 'delivery.channel', 'delivery.act', 'delivery.dueAt', 'post.title', 'post.author'])
    .where('question.answeredAt', 'is', null)
    .where('question.kind', '<>', 'blackout')
    .where((eb) => eb.or([eb('question.kind', '<>', 'hand-off'), eb('delivery.dueAt', '<=', now + DAY_MS)]))
    .orderBy((eb) => eb.case().when('question.kind', '=', 'doubt').then(0).else(1).end())
    .orderBy('question.openedAt')
    .limit(MOST)
    .execute();
  return rows.map(({ id, subjectId, title, kind, seen, remedy, openedAt, ...row }) => ({
    ...{ ...row, delivery: id, is: 'asking', post: subjectId, title: title ?? '', since: openedAt, until: null },
    question: { kind, seen, title: questionTitle(wording, seen), remedy },
  }));
}

async function underWay(db: Db): Promise<WaitingDelivery[]> {
  const rows = await db
    .selectFrom('delivery')
    .leftJoin('post', 'post.id', 'delivery.subjectId')
    .select(['delivery.id', 'delivery.subjectId', 'delivery.channel', 'delivery.act', 'delivery.dueAt'])
    .select(['delivery.reason', 'post.title', 'post.author'])
    .select((eb) =>
      eb
        .selectFrom('attempt')
        .whereRef('attempt.delivery', '=', 'delivery.id')
        .select((e) => e.fn.max('attempt.lastBegunAt').as('begunAt'))
        .as('begunAt'),
    )
    .where('delivery.state', 'in', ['doubtful', 'accepted'])
    .where((eb) => eb.or([eb('delivery.state', '=', 'doubtful'), eb('delivery.reason', '=', 'confirmation')]))
    .where('delivery.subjectKind', '=', 'post')
    .orderBy('delivery.dueAt')
    .limit(MOST)
    .execute();
  return rows.map(({ id, subjectId, title, reason, begunAt, ...row }) => {
    const since = begunAt ?? row.dueAt;
    const until = confirmedBy(reason, since);
    return {
      ...{ ...row, delivery: id, post: subjectId, title: title ?? '', question: null, since },
      is: until === null ? 'doubtful' : 'confirmation',
      until,
    };
  });
}
