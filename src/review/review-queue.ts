/** What waits for one person in review: one answer for the page, whatever the number of posts. */
import type { Db } from '../store/database.ts';
import { type Doing, doingOf } from './doing-of.ts';
import { type Leave, leaveOf } from './leave-of.ts';
import { calledById } from './person-words.ts';
import { duesOf } from './post-dues-store.ts';
import { nextStep } from './review.ts';
import { limitOfStep, type ReviewLevel, reviewLevel, sinceOf } from './review-limit.ts';
import { type ReturnedPost, returnedBy, type SignedPost, signedOpen } from './review-past.ts';
import { handsOf, type ReviewDesk } from './signing-desk.ts';
import { type OpenChain, openChains } from './waiting-reviews.ts';

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

/** An open run with what somebody has to do with it. */
export type OpenDoing = OpenChain & { doing: Doing };

/** What the answers for one person are made of: kept apart, because acts change one and leave the others. */
export interface OpenWork {
  open: readonly OpenChain[];
  /** When posts are to go out, by post. */
  dues: Awaited<ReturnType<typeof duesOf>>;
  mine: readonly OpenDoing[];
}

/** The open runs of the whole office, the oldest first. */
export function readOpenChains(db: Db, { workflow }: Pick<ReviewDesk, 'workflow'>): Promise<OpenChain[]> {
  return openChains(db, workflow, OPEN_AT_MOST);
}

/** When the posts of these runs are to go out. */
export function readDues(db: Db, open: readonly OpenChain[]): Promise<OpenWork['dues']> {
  return duesOf(
    db,
    open.map(({ run }) => run),
  );
}

/** Of the open runs those that a person has something to do with. @param now ms UTC: who stands in for whom is of its day */
export async function doingsOf(
  db: Db,
  desk: ReviewDesk,
  person: string,
  now: number,
  open: readonly OpenChain[],
): Promise<OpenDoing[]> {
  const hands = await handsOf(db, desk, person, now);
  return open.flatMap((each) => {
    const doing = doingOf(each.chain, desk.workflow, hands);
    return doing ? [{ ...each, doing }] : [];
  });
}

async function readOpenWork(db: Db, desk: ReviewDesk, person: string, now: number): Promise<OpenWork> {
  const open = await readOpenChains(db, desk);
  return { open, dues: await readDues(db, open), mine: await doingsOf(db, desk, person, now, open) };
}

/** @param now ms UTC @param work what is kept of it; read now without it */
export async function reviewQueue(
  db: Db,
  desk: ReviewDesk,
  person: string,
  now: number,
  work?: OpenWork,
): Promise<ReviewQueue> {
  const { open, dues, mine } = work ?? (await readOpenWork(db, desk, person, now));
  const urgent = mine
    .map((each) => ({ each, ...dueOf(each, dues, desk) }))
    .sort((a, b) => a.dueAt - b.dueAt)
    .slice(0, MOST);
  return {
    waiting: urgent.map(({ each, ...due }) => waitingPost(each, due, dues, desk, now)),
    count: mine.length,
    signed: signedOpen(desk.people, open, person),
    returned: await returnedBy(db, desk.people, person, now),
    leave: await leaveOf(db, desk, person, now),
  };
}

/** How many posts wait for a person, and whether one of them is red or late: for the navigation. Pure. */
export function reviewCount(
  { dues, mine }: Pick<OpenWork, 'dues' | 'mine'>,
  desk: Pick<ReviewDesk, 'calendar'>,
  now: number,
): { count: number; urgent: boolean } {
  const levels = mine.map((each) => reviewLevel(dueOf(each, dues, desk).dueAt, now));
  return { count: mine.length, urgent: levels.some((level) => level === 'red' || level === 'breached') };
}

/** When it is to go out first, else by when its step is to be signed. */
function dueOf(
  { run, chain }: OpenChain,
  dues: OpenWork['dues'],
  { calendar }: Pick<ReviewDesk, 'calendar'>,
): Pick<WaitingPost, 'dueAt' | 'due'> {
  const releaseAt = dues.get(run.post)?.dueAt ?? null;
  if (releaseAt !== null) return { dueAt: releaseAt, due: 'release' };
  const step = nextStep(chain);
  const since = sinceOf(run, chain.signatures);
  return { dueAt: step ? limitOfStep(step.limit, calendar, since) : since, due: 'limit' };
}

function waitingPost(
  { run, chain, doing }: OpenDoing,
  { dueAt, due }: Pick<WaitingPost, 'dueAt' | 'due'>,
  dues: OpenWork['dues'],
  { people }: ReviewDesk,
  now: number,
): WaitingPost {
  return {
    ...{
      post: run.post,
      title: run.title,
      asks: doing.asks,
      articles: run.articles,
      channels: dues.get(run.post)?.channels ?? 0,
    },
    ...{ dueAt, due, level: reviewLevel(dueAt, now) },
    submittedBy: calledById(people, run.openedBy),
    fast: chain.flow.pace === 'fast',
    standsFor: doing.standsFor === null ? null : calledById(people, doing.standsFor),
  };
}
