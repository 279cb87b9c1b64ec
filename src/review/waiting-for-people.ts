/** What waits in review and for whom, as 今日 lists it. Read from the rows as they stand; nothing is written. */
import { beijingDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { People } from '../config/people.ts';
import type { Gate, Workflow } from '../config/workflow.ts';
import type { Db } from '../store/database.ts';
import { type Hands, handsOfAll, signersNow, tickersNow } from './hands.ts';
import { type Chain, nextStep, openGates } from './review.ts';
import { limitOfStep, sinceOf } from './review-limit.ts';
import { substitutesOn } from './substitution-store.ts';
import { type OpenChain, openChains, returnedPosts } from './waiting-reviews.ts';

/** A post that waits for a signature or for a gate. Moments are ms UTC. */
export interface WaitingReview {
  /** `gate` when the next signature is the last one and gates are open: then those who tick them are asked, too. */
  asks: 'signature' | 'gate';
  review: string;
  post: string;
  title: string;
  subjectKind: string;
  /** Post of the step that signs next, and of the one after it; null after the last. */
  step: string;
  stepAfter: string | null;
  /** Signatures that are still missing, this one included. */
  left: number;
  /** Names of the gates that are open. */
  gates: string[];
  /** The earlier of the limit of the step and the first time at which the post is to go out. */
  dueAt: number;
  /** When the post is to go out first, and on how many accounts; null while it has no place. */
  goesAt: number | null;
  channels: number;
  since: number;
  /** Ids of the people who may do it, with those who stand in for one of them now. */
  people: string[];
}

/** A post that was sent back to its drafter. */
export interface ReturnedPost {
  post: string;
  title: string;
  by: string;
  opinion: string;
  since: number;
  people: string[];
}

/** An office that has more waiting at once sees the oldest. */
const MOST = 200;

/** Who may do what an open run asks for, whatever its turn. */
interface Willing {
  signers: string[];
  /** Of its open gates, without those who sign. */
  tickers: string[];
}

/** The open runs, the oldest first, with the people of each. */
export interface OpenReviews {
  open: readonly OpenChain[];
  willing: ReadonlyMap<string, Willing>;
}

/**
 * @param now ms UTC: who stands in for whom is asked of its day
 * @param chains the open runs where they have been read, the oldest first
 */
export async function readOpenReviews(
  db: Db,
  { people, workflow }: { people: People; workflow: Workflow },
  now: number,
  chains?: readonly OpenChain[],
): Promise<OpenReviews> {
  const open = (chains ?? (await openChains(db, workflow, MOST))).slice(0, MOST);
  const everybody = handsOfAll({ people, workflow }, await substitutesOn(db, beijingDay(now)));
  return { open, willing: new Map(open.map(({ run, chain }) => [run.id, willingOf(chain, workflow, everybody)])) };
}

function willingOf(chain: Chain, workflow: Workflow, everybody: readonly Hands[]): Willing {
  const signers = signersNow(chain, everybody);
  const tickers = tickersNow(chain, gatesLeft(chain, workflow), everybody);
  return { signers, tickers: tickers.filter((id) => !signers.includes(id)) };
}

function gatesLeft(chain: Chain, { gates }: Workflow): Gate[] {
  const open = openGates(chain);
  return gates.filter(({ id }) => open.includes(id));
}

/**
 * Everything that waits for signatures and gates, oldest run first. By the partial index of open runs.
 * @param now ms UTC
 * @param read what is kept of the open runs; read now without it
 */
export async function waitingReviews(
  db: Db,
  { people, workflow }: { people: People; workflow: Workflow },
  calendar: Calendar,
  now: number,
  read?: OpenReviews,
): Promise<WaitingReview[]> {
  const { open, willing } = read ?? (await readOpenReviews(db, { people, workflow }, now));
  const places = await placesOf(
    db,
    open.map(({ run }) => run.post),
  );
  return open.flatMap((each) => {
    const who = willing.get(each.run.id);
    return who ? waitingOf(each, places.get(each.run.post), who, workflow, calendar) : [];
  });
}

/** Posts that came back, the newest first. */
export async function returnedToPeople(db: Db): Promise<ReturnedPost[]> {
  const rows = await returnedPosts(db, MOST);
  return rows.map(({ id, title, author, person, opinion, at }) => ({
    ...{ post: id, title, by: person, opinion, since: at, people: [author] },
  }));
}

interface Places {
  goesAt: number;
  channels: number;
}

async function placesOf(db: Db, posts: readonly string[]): Promise<Map<string, Places>> {
  if (posts.length === 0) return new Map();
  const rows = await db
    .selectFrom('placement')
    .select((eb) => ['post', eb.fn.min('at').as('goesAt'), eb.fn.countAll<number>().as('channels')])
    .where('post', 'in', [...posts])
    .where('cancelledAt', 'is', null)
    .where('obstacleAt', 'is', null)
    .groupBy('post')
    .execute();
  return new Map(rows.map((row) => [row.post, { goesAt: Number(row.goesAt), channels: Number(row.channels) }]));
}

function waitingOf(
  { run, chain }: OpenChain,
  places: Places | undefined,
  { signers, tickers }: Willing,
  workflow: Workflow,
  calendar: Calendar,
): WaitingReview[] {
  const step = nextStep(chain);
  if (!step) return [];
  const { signatures, flow } = chain;
  const since = sinceOf(run, signatures);
  const goesAt = places?.goesAt ?? null;
  const limit = limitOfStep(step.limit, calendar, since);
  const base = {
    ...{ review: run.id, post: run.post, title: run.title, subjectKind: run.subjectKind },
    ...{ step: step.post, stepAfter: flow.steps[signatures.length + 1]?.post ?? null, since },
    left: flow.steps.length - signatures.length,
    ...{ dueAt: goesAt === null ? limit : Math.min(limit, goesAt), goesAt, channels: places?.channels ?? 0 },
    gates: gatesLeft(chain, workflow).map(({ name }) => name),
  };
  const isLast = signatures.length === flow.steps.length - 1;
  const gate = isLast && tickers.length > 0 ? [{ ...base, asks: 'gate' as const, people: tickers }] : [];
  return [{ ...base, asks: 'signature', people: signers }, ...gate];
}
