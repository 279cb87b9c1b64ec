/** What waits for one person in review: one answer for the page, whatever the number of posts. */
import type { Db } from '../store/database.ts';
import { type Leave, leaveOf } from './leave-of.ts';
import { calledById } from './person-words.ts';
import { nextStep } from './review.ts';
import { limitOfStep, type ReviewLevel, reviewLevel } from './review-limit.ts';
import { type ReturnedPost, returnedBy, type SignedPost, signedOpen } from './review-past.ts';
import { sinceOf } from './review-view.ts';
import { handsOf, type ReviewDesk } from './signing-desk.ts';
import { type OpenChain, openChains } from './waiting-reviews.ts';
import { type Doing, doingOf, duesOf } from './waiting-rows.ts';

/** So many are listed; `count` says how many there are. */
const MOST = 50;
/** Of so many open runs, the oldest, it is asked whose turn it is. */
const OPEN_AT_MOST = 2_000;

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
  /** Who signs in the person's place, or in whose place he signs: of now, else what comes next. */
  leave: Leave;
}

/** What waits in review for anybody: the same for all who ask, so that it is read once for them. */
export interface OpenWork {
  open: OpenChain[];
  dues: Awaited<ReturnType<typeof duesOf>>;
}

export async function readOpenWork(db: Db, { workflow }: Pick<ReviewDesk, 'workflow'>): Promise<OpenWork> {
  const open = await openChains(db, workflow, OPEN_AT_MOST);
  const runs = open.map(({ run }) => run);
  return { open, dues: await duesOf(db, runs) };
}

/** @param now ms UTC @param work what is kept of it; read now without it */
export async function reviewQueue(
  db: Db,
  desk: ReviewDesk,
  person: string,
  now: number,
  work?: OpenWork,
): Promise<ReviewQueue> {
  const known = work ?? (await readOpenWork(db, desk));
  const waiting = await waitingPosts(db, desk, person, now, known);
  return {
    waiting: waiting.slice(0, MOST),
    count: waiting.length,
    signed: signedOpen(desk.people, known.open, person),
    returned: await returnedBy(db, desk.people, person, now),
    leave: await leaveOf(db, desk, person, now),
  };
}

/** How many posts wait for a person, and whether one of them is red or late: for the navigation. */
export async function reviewCount(
  db: Db,
  desk: ReviewDesk,
  person: string,
  now: number,
  work?: OpenWork,
): Promise<{ count: number; urgent: boolean }> {
  const mine = await doingNow(db, desk, person, now, work);
  const levels = mine.map((each) => reviewLevel(dueOf(each, each.when, desk).dueAt, now));
  return { count: mine.length, urgent: levels.some((level) => level === 'red' || level === 'breached') };
}

type When = { dueAt: number | null; channels: number } | undefined;
type Mine = OpenChain & { doing: Doing; when: When };

/** What a person has to do. @param work what is kept of the open runs; read now without it */
async function doingNow(db: Db, desk: ReviewDesk, person: string, now: number, work?: OpenWork): Promise<Mine[]> {
  const hands = await handsOf(db, desk, person, now);
  const { open, dues } = work ?? (await readOpenWork(db, desk));
  return open.flatMap((each) => {
    const doing = doingOf(each.chain, desk.workflow, hands);
    return doing ? [{ ...each, doing, when: dues.get(each.run.post) }] : [];
  });
}

/** The most urgent first. */
async function waitingPosts(
  db: Db,
  desk: ReviewDesk,
  person: string,
  now: number,
  work?: OpenWork,
): Promise<WaitingPost[]> {
  const mine = await doingNow(db, desk, person, now, work);
  return mine.map((each) => waitingPost(each, desk, now)).sort((a, b) => a.dueAt - b.dueAt);
}

/** When it is to go out first, else by when its step is to be signed. */
function dueOf(
  { run, chain }: OpenChain,
  when: When,
  { calendar }: Pick<ReviewDesk, 'calendar'>,
): Pick<WaitingPost, 'dueAt' | 'due'> {
  const releaseAt = when?.dueAt ?? null;
  if (releaseAt !== null) return { dueAt: releaseAt, due: 'release' };
  const step = nextStep(chain);
  const since = sinceOf(run, chain.signatures);
  return { dueAt: step ? limitOfStep(step.limit, calendar, since) : since, due: 'limit' };
}

function waitingPost({ run, chain, doing, when }: Mine, desk: ReviewDesk, now: number): WaitingPost {
  const { people } = desk;
  const { dueAt, due } = dueOf({ run, chain }, when, desk);
  return {
    ...{ post: run.post, title: run.title, asks: doing.asks, articles: run.articles, channels: when?.channels ?? 0 },
    ...{ dueAt, due, level: reviewLevel(dueAt, now) },
    submittedBy: calledById(people, run.openedBy),
    fast: chain.flow.pace === 'fast',
    standsFor: doing.standsFor === null ? null : calledById(people, doing.standsFor),
  };
}
