/** What waits for one person in review: one answer for the page, whatever the number of posts. */
import type { Db } from '../store/database.ts';
import { calledById } from './person-words.ts';
import { limitOfStep, type ReviewLevel, reviewLevel } from './review-limit.ts';
import { type ReturnedPost, returnedBy, type SignedPost, signedOpen } from './review-past.ts';
import { type Hands, handsOf, type ReviewDesk } from './signing-desk.ts';
import { articleCounts, type WaitingRow, waitingRows } from './waiting-rows.ts';

/** So many are listed; `count` says how many there are. */
const MOST = 50;

export interface WaitingPost {
  post: string;
  title: string;
  /** A signature is asked for, or gates that the person may tick. */
  asks: 'sign' | 'tick';
  /** When it is to go out first, else by when the step is to be signed, ms UTC. */
  dueAt: number;
  due: 'release' | 'limit';
  level: ReviewLevel;
  submittedBy: string;
  articles: number;
  channels: number;
  /** It takes the fast flow of a repost. */
  fast: boolean;
  /** In whose place it would be signed (代签); null for oneself. */
  standsFor: string | null;
}

export interface ReviewQueue {
  waiting: WaitingPost[];
  count: number;
  /** Signed by the person and not through yet. */
  signed: SignedPost[];
  returned: ReturnedPost[];
}

/** @param now ms UTC */
export async function reviewQueue(db: Db, desk: ReviewDesk, person: string, now: number): Promise<ReviewQueue> {
  const hands = await handsOf(db, desk, person, now);
  const rows = await waitingRows(db, desk.workflow, hands);
  const shown = rows.slice(0, MOST);
  const articles = await articleCounts(db, shown);
  return {
    waiting: shown
      .map((row) => ({ ...waitingPost(row, desk, hands, now), articles: articles.get(row.post) ?? 1 }))
      .sort((a, b) => a.dueAt - b.dueAt),
    count: rows.length,
    signed: await signedOpen(db, desk, person),
    returned: await returnedBy(db, desk.people, person, now),
  };
}

/** How many posts wait for a person, and whether one of them is red or late: for the navigation. */
export async function reviewCount(
  db: Db,
  desk: ReviewDesk,
  person: string,
  now: number,
): Promise<{ count: number; urgent: boolean }> {
  const hands = await handsOf(db, desk, person, now);
  const rows = await waitingRows(db, desk.workflow, hands);
  const levels = rows.map((row) => waitingPost(row, desk, hands, now).level);
  return { count: rows.length, urgent: levels.some((level) => level === 'red' || level === 'breached') };
}

function waitingPost(row: WaitingRow, desk: ReviewDesk, hands: Hands, now: number): Omit<WaitingPost, 'articles'> {
  const flow = desk.workflow.flows.find((f) => f.id === row.workflow);
  const step = flow?.steps[row.position];
  const since = Math.max(row.openedAt, row.signedAt ?? 0);
  const limit = step ? limitOfStep(step.limit, desk.calendar, since) : since;
  const dueAt = row.dueAt ?? limit;
  const self = step !== undefined && hands.self.includes(step.permission);
  const absent = hands.absent.find(
    ({ id, roles }) => step && roles.includes(step.permission) && !row.writers.includes(id),
  );
  return {
    post: row.post,
    title: row.title,
    asks: self || absent ? 'sign' : 'tick',
    dueAt,
    due: row.dueAt === null ? 'limit' : 'release',
    level: reviewLevel(dueAt, now),
    submittedBy: calledById(desk.people, row.openedBy),
    channels: row.channels,
    fast: flow?.pace === 'fast',
    standsFor: self || !absent ? null : calledById(desk.people, absent.id),
  };
}
