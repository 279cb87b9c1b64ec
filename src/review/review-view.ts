/** One post under review as the page and the phone show it: one answer, all that a signer has to see. */
import type { Finding } from '../posts/finding.ts';
import { loadHead } from '../posts/post-store.ts';
import type { Db } from '../store/database.ts';
import { type Changes, loadChanges } from './changes/load-changes.ts';
import { type Keeping, keepingOf } from './keeping-of.ts';
import { postUnknown, writersOf } from './load-chain.ts';
import { type MySigning, mySigning } from './my-signing.ts';
import { calledById } from './person-words.ts';
import { type ReadBefore, readBefore } from './read-before.ts';
import { releasesOf } from './releases-of.ts';
import { marksOf } from './return-marks.ts';
import { type Chain, nextStep } from './review.ts';
import { limitOfStep, type ReviewLevel, reviewLevel, sinceOf } from './review-limit.ts';
import { exceptionsOf, type Review, signaturesOf, ticksOf } from './review-store.ts';
import { type SentBack, sentBack } from './sent-back.ts';
import { handsOf, type ReviewDesk } from './signing-desk.ts';
import { isExcepted } from './submit-post.ts';
import { type ViewedGate, type ViewedLink, viewedChain, viewedGates } from './viewed-chain.ts';

export interface ReviewView extends Changes {
  post: string;
  review: string;
  state: Review['state'];
  /** When the run was closed, ms UTC. */
  closedAt: number | null;
  title: string;
  kind: string;
  revision: number;
  /** SHA-256 (hex) of the text: it is sent with every act, so that nobody signs what he did not see. */
  contentHash: string;
  due: { at: number; of: 'release' | 'limit'; level: ReviewLevel } | null;
  releases: { channel: string; act: string; at: number }[];
  submittedBy: string;
  submittedAt: number;
  articles: number;
  /** Why it went back to its author, until it is handed in again. */
  sentBack: (Omit<SentBack, 'person'> & { mine: boolean }) | null;
  readBefore: (ReadBefore & { marks: { excerpt: string; note: string }[] }) | null;
  gates: ViewedGate[];
  chain: ViewedLink[];
  findings: (Finding & { excepted: boolean })[];
  keeping: Keeping;
  mine: MySigning;
}

/**
 * The run that is open, or the last one.
 * @param now ms UTC
 * @throws Refused when there is no such post, or it was never handed in
 */
export async function reviewView(
  db: Db,
  desk: ReviewDesk,
  id: string,
  person: string,
  now: number,
): Promise<ReviewView | null> {
  const head = await loadHead(db, id);
  if (!head) throw postUnknown(id);
  const review = await lastReview(db, id);
  if (!review) return null;
  const revision = await revisionOf(db, id, review.contentHash);
  const before = await readBefore(db, id, person, review.id);
  const base = before && before.revision < revision ? before.revision : null;
  const [signatures, ticks] = [await signaturesOf(db, review.id), await ticksOf(db, review.id)];
  const flow = desk.workflow.flows.find((f) => f.id === review.workflow);
  const writers = [...(await writersOf(db, head.post)), review.openedBy];
  const chain: Chain | null = flow ? { flow, signatures, ticks, writers } : null;
  const hands = await handsOf(db, desk, person, now);
  const exceptions = await exceptionsOf(db, id, review.contentHash);
  const releases = await releasesOf(db, id);
  const changed = await loadChanges(db, desk, id, base, revision);
  const sent = await sentBack(db, desk.people, review);
  const current = head.post.contentHash === review.contentHash;
  const findings = current ? desk.check(head.findings, head.composed) : [];
  return {
    ...changed,
    changes: changed.changes.map((change) => ({ ...change, by: calledById(desk.people, change.by) })),
    post: id,
    review: review.id,
    state: review.state,
    closedAt: review.closedAt,
    title: changed.blocks.find(({ kind, op }) => kind === 'title' && op !== 'del')?.after?.cells[0] ?? head.post.title,
    kind: head.post.kind,
    revision,
    contentHash: review.contentHash,
    due: dueOf(review, chain, releases, await wishedAt(db, id), desk, now),
    releases,
    submittedBy: calledById(desk.people, review.openedBy),
    submittedAt: review.openedAt,
    articles: new Set(changed.blocks.flatMap(({ article, op }) => (article >= 0 && op !== 'del' ? [article] : [])))
      .size,
    sentBack: sent && { ...sent, mine: sent.person === person },
    readBefore: before && { ...before, marks: await marksOf(db, before.review) },
    gates: chain ? viewedGates(chain, desk, hands) : [],
    chain: chain ? viewedChain(chain, review, desk, hands) : [],
    findings: findings.map((f) => ({ ...f, excepted: isExcepted(f, exceptions) })),
    keeping: await keepingOf(db, desk, head.post, person, now),
    mine: await mySigning(db, desk, chain, review, hands, current),
  };
}

async function lastReview(db: Db, post: string): Promise<Review | null> {
  const row = await db
    .selectFrom('review')
    .selectAll()
    .where('post', '=', post)
    .orderBy('openedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

async function revisionOf(db: Db, post: string, contentHash: string): Promise<number> {
  const row = await db
    .selectFrom('postRevision')
    .select('revision')
    .where('post', '=', post)
    .where('contentHash', '=', contentHash)
    .orderBy('revision', 'desc')
    .executeTakeFirstOrThrow();
  return row.revision;
}

async function wishedAt(db: Db, post: string): Promise<number | null> {
  const row = await db.selectFrom('postWish').select('latestAt').where('post', '=', post).executeTakeFirst();
  return row?.latestAt ?? null;
}

/** The first place or the wish, whichever is earlier; else the limit of the step that waits. Nothing once it is closed. */
function dueOf(
  review: Review,
  chain: Chain | null,
  releases: ReviewView['releases'],
  wished: number | null,
  { calendar }: ReviewDesk,
  now: number,
): ReviewView['due'] {
  if (review.state !== 'open') return null;
  const moments = [...releases.slice(0, 1).map(({ at }) => at), ...(wished === null ? [] : [wished])];
  if (moments.length > 0) {
    const at = Math.min(...moments);
    return { at, of: 'release', level: reviewLevel(at, now) };
  }
  const step = chain ? nextStep(chain) : null;
  if (!step) return null;
  const at = limitOfStep(step.limit, calendar, sinceOf(review, chain?.signatures ?? []));
  return { at, of: 'limit', level: reviewLevel(at, now) };
}
