/** What people took and refused, and what stands on accounts already. */
import type { Db, Tx } from '../../store/database.ts';
import type { ProposalDecisionTable } from '../../store/tables/proposals.ts';
import { type Ref, refText } from './candidate.ts';
import { plainTitle } from './open-candidates.ts';

export type ProposalDecision = ProposalDecisionTable;

/** What people said of one thing, by account. */
export function decisionsOf(db: Db, { subjectKind, subjectId }: Ref): Promise<ProposalDecision[]> {
  return db
    .selectFrom('proposalDecision')
    .selectAll()
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', '=', subjectId)
    .orderBy('channel')
    .execute();
}

/** @returns whether it is new: who decided first is remembered */
export async function addDecision(tx: Tx, decision: ProposalDecision): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('proposalDecision')
    .values(decision)
    .onConflict((c) => c.columns(['subjectKind', 'subjectId', 'channel']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Of these things what was decided, as `refText@channel`. */
export async function decidedAmong(db: Db, refs: readonly Ref[]): Promise<Set<string>> {
  if (refs.length === 0) return new Set();
  const rows = await db
    .selectFrom('proposalDecision')
    .select(['subjectKind', 'subjectId', 'channel'])
    .where('subjectId', 'in', [...new Set(refs.map(({ subjectId }) => subjectId))])
    .execute();
  return new Set(rows.map((row) => `${refText(row)}@${row.channel}`));
}

/** The accounts on which these posts have a place or a delivery that was not dropped, by post. */
export async function carriersOf(db: Db, posts: readonly string[]): Promise<Map<string, Set<string>>> {
  const carriers = new Map<string, Set<string>>();
  if (posts.length === 0) return carriers;
  const placed = await db
    .selectFrom('placement')
    .select(['post', 'channel'])
    .where('post', 'in', [...posts])
    .where('cancelledAt', 'is', null)
    .execute();
  const sent = await db
    .selectFrom('delivery')
    .select(['subjectId as post', 'channel'])
    .where('subjectKind', '=', 'post')
    .where('subjectId', 'in', [...posts])
    .where('state', '<>', 'dropped')
    .execute();
  for (const { post, channel } of [...placed, ...sent]) {
    carriers.set(post, (carriers.get(post) ?? new Set()).add(channel));
  }
  return carriers;
}

/** What the public saw on an account since a moment, by plain title, with the last time. */
export async function titlesSince(db: Db, channel: string, since: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('publication')
    .select(['title', 'publicAt'])
    .where('channel', '=', channel)
    .where('publicAt', '>=', since)
    .where('goneAt', 'is', null)
    .orderBy('publicAt')
    .execute();
  return new Map(rows.map(({ title, publicAt }) => [plainTitle(title), publicAt]));
}
