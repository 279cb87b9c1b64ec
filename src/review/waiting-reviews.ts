/** The queries behind who must be told of what waits in review: open runs by their partial index, returned posts by state. */
import type { Workflow } from '../config/workflow.ts';
import type { Db } from '../store/database.ts';
import type { Chain } from './review.ts';
import type { GivenSignature, GivenTick } from './review-store.ts';

/** An open run of a signature chain with what is needed to say who is next. */
export interface OpenRun {
  id: string;
  post: string;
  title: string;
  subjectKind: string;
  workflow: string;
  openedBy: string;
  openedAt: number;
  author: string;
  articles: number;
  /** Everybody who signs nothing of it, see writersOfRun. */
  writers: string[];
}

/**
 * Who signs nothing of an open run: the drafter, who submitted it, and everybody whose words are in its text, as loadChain
 * says of one post. Pure.
 * @param run with `createdBy` and `writers` of the newest revision as they are stored
 */
function writersOfRun(run: { author: string; openedBy: string; createdBy: string; writers: string }): string[] {
  const others: string[] = JSON.parse(run.writers);
  return [...new Set([run.author, run.createdBy, ...others, run.openedBy])];
}

/** An open run with its flow, signatures and ticks. */
export interface OpenChain {
  run: OpenRun;
  chain: Chain;
}

/** Open runs whose flow workflow.yaml has, the oldest first. */
export async function openChains(db: Db, { flows }: Pick<Workflow, 'flows'>, limit: number): Promise<OpenChain[]> {
  const { runs, signatures, ticks } = await openRuns(db, limit);
  const [signed, ticked] = [byReview(signatures), byReview(ticks)];
  return runs.flatMap((run) => {
    const flow = flows.find((each) => each.id === run.workflow);
    if (!flow) return [];
    const given = { signatures: signed.get(run.id) ?? [], ticks: ticked.get(run.id) ?? [] };
    return [{ run, chain: { flow, ...given, writers: run.writers } }];
  });
}

function byReview<T extends { review: string }>(rows: readonly T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const row of rows) {
    const group = grouped.get(row.review);
    if (group) group.push(row);
    else grouped.set(row.review, [row]);
  }
  return grouped;
}

async function openRuns(
  db: Db,
  limit: number,
): Promise<{ runs: OpenRun[]; signatures: GivenSignature[]; ticks: GivenTick[] }> {
  const rows = await db
    .selectFrom('review')
    .innerJoin('post', 'post.id', 'review.post')
    .innerJoin('postRevision', (on) =>
      on.onRef('postRevision.post', '=', 'post.id').onRef('postRevision.revision', '=', 'post.revision'),
    )
    .select(['review.id', 'review.post', 'review.workflow', 'review.openedBy', 'review.openedAt', 'review.articles'])
    .select(['post.title', 'post.subjectKind', 'post.author', 'postRevision.createdBy', 'postRevision.writers'])
    .where('review.state', '=', 'open')
    .orderBy('review.openedAt')
    .orderBy('review.id')
    .limit(limit)
    .execute();
  const runs = rows.map(({ createdBy, writers, ...run }) => {
    return { ...run, writers: writersOfRun({ ...run, createdBy, writers }) };
  });
  const ids = runs.map((run) => run.id);
  if (ids.length === 0) return { runs, signatures: [], ticks: [] };
  return {
    runs,
    signatures: await db.selectFrom('signature').selectAll().where('review', 'in', ids).orderBy('position').execute(),
    ticks: await db.selectFrom('gateTick').selectAll().where('review', 'in', ids).execute(),
  };
}

/** A post that came back to its drafter, with the words of the one who sent it back. */
interface Returned {
  id: string;
  title: string;
  author: string;
  review: string;
  person: string;
  opinion: string;
  at: number;
}

/** Posts that were returned, or lost their approval by a person, and not handed in again; the newest first. */
export async function returnedPosts(db: Db, limit: number): Promise<Returned[]> {
  const [returned, withdrawn] = await Promise.all([
    db
      .selectFrom('post')
      .innerJoin('review', 'review.post', 'post.id')
      .innerJoin('signature', 'signature.review', 'review.id')
      .select(['post.id', 'post.title', 'post.author', 'review.id as review'])
      .select(['signature.person', 'signature.opinion', 'signature.at'])
      .where('post.state', '=', 'returned')
      .where('review.state', '=', 'returned')
      .where('signature.decision', '=', 'return')
      .whereRef('review.contentHash', '=', 'post.contentHash')
      .orderBy('signature.at', 'desc')
      .limit(limit)
      .execute(),
    db
      .selectFrom('post')
      .innerJoin('review', 'review.post', 'post.id')
      .select(['post.id', 'post.title', 'post.author', 'review.id as review'])
      .select(['review.withdrawnBy', 'review.withdrawnReason', 'review.closedAt'])
      .where('post.state', '=', 'returned')
      .where('review.state', '=', 'voided')
      .where('review.withdrawnBy', 'is not', null)
      .whereRef('review.contentHash', '=', 'post.contentHash')
      .orderBy('review.closedAt', 'desc')
      .limit(limit)
      .execute(),
  ]);
  const taken = withdrawn.map(({ withdrawnBy, withdrawnReason, closedAt, ...post }) => {
    return { ...post, person: withdrawnBy ?? '', opinion: withdrawnReason ?? '', at: closedAt ?? 0 };
  });
  return newestRun([...returned, ...taken].sort((a, b) => b.at - a.at)).slice(0, limit);
}

/** A text may come back more than once; the last time counts. */
function newestRun(rows: readonly Returned[]): Returned[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => {
    const isFirst = !seen.has(id);
    seen.add(id);
    return isFirst;
  });
}
