/** All SQL of cross-posting: when rules came into force, pages, and what rules took. */
import type { Selectable } from 'kysely';
import { beijingDay, startOfDay } from '../../calendar/beijing-time.ts';
import type { CrossPostingRule } from '../../config/cross-posting.ts';
import type { Article } from '../../portal/article.ts';
import type { Db, Tx } from '../../store/database.ts';
import type { CrossPostTable } from '../../store/tables/proposals.ts';
import { afterCrossPostEvent, FOLLOWED_MS } from './cross-post-state.ts';
import type { JudgedPage } from './judge-rule.ts';

export type CrossPost = Selectable<CrossPostTable>;

/** Since when each rule takes pages, ms UTC: its own day, else the day on which it was first read; null for neither yet. */
export async function rulesSince(db: Db, rules: readonly CrossPostingRule[]): Promise<Map<string, number | null>> {
  const rows = await db
    .selectFrom('configEntry')
    .select(['key', (eb) => eb.fn.min('appliedAt').as('since')])
    .where('kind', '=', 'cross-posting')
    .groupBy('key')
    .execute();
  const read = new Map(rows.map(({ key, since }) => [key, startOfDay(beijingDay(Number(since)))]));
  return new Map(
    rules.map(({ id, fromOn }) => [id, fromOn === undefined ? (read.get(id) ?? null) : startOfDay(fromOn)]),
  );
}

/** Pages as rules look at them, by their ids; `kindOf` knows columns. */
export async function pagesOf(
  db: Db,
  items: readonly string[],
  kindOf: (source: string) => string,
): Promise<Map<string, JudgedPage>> {
  if (items.length === 0) return new Map();
  const rows = await db
    .selectFrom('item')
    .innerJoin('itemRevision as r', (j) => j.onRef('r.item', '=', 'item.id').onRef('r.revision', '=', 'item.revision'))
    .select(['item.id', 'item.source', 'item.title', 'item.documentNumber', 'item.publishedAt', 'item.withdrawnAt'])
    .select('r.body')
    .where('item.id', 'in', [...items])
    .execute();
  return new Map(
    rows.map(({ id, source, title, documentNumber, publishedAt, withdrawnAt, body }) => {
      const { issuer, number }: Article = JSON.parse(body);
      const told = { issuer, number: number ?? documentNumber, publishedAt, withdrawn: withdrawnAt !== null };
      return [id, { source, columnKind: kindOf(source), title, ...told }];
    }),
  );
}

/** What rules took of these pages, in the order in which they took it. */
export async function crossPostsOf(db: Db, items: readonly string[]): Promise<CrossPost[]> {
  if (items.length === 0) return [];
  return db
    .selectFrom('crossPost')
    .selectAll()
    .where('item', 'in', [...items])
    .orderBy('at')
    .orderBy('rule')
    .orderBy('channel')
    .execute();
}

/** @returns whether it is new: a rule takes a page for an account once */
export async function addCrossPost(tx: Tx, row: CrossPostTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('crossPost')
    .values(row)
    .onConflict((c) => c.columns(['rule', 'item', 'channel']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** What is to be placed or handed in by now, the oldest first. */
export async function dueCrossPosts(db: Db, now: number, limit: number): Promise<CrossPost[]> {
  return dueCrossPostsQuery(db, now, limit).execute();
}

/** The query behind `dueCrossPosts`: a range of the index of times. */
export function dueCrossPostsQuery(db: Db, now: number, limit: number) {
  return db
    .selectFrom('crossPost')
    .selectAll()
    .where('tryAt', 'is not', null)
    .where('tryAt', '<=', now)
    .orderBy('tryAt')
    .orderBy('item')
    .limit(limit);
}

/** What stands on an account and has lost its page since a moment, and has not been told of. */
export function lostCrossPosts(db: Db, since: number): Promise<CrossPost[]> {
  return db
    .selectFrom('crossPost')
    .innerJoin('item', 'item.id', 'crossPost.item')
    .selectAll('crossPost')
    .where('crossPost.state', '=', 'placed')
    .where('crossPost.at', '>=', since)
    .where('crossPost.problem', '!=', 'sent')
    .where('item.withdrawnAt', 'is not', null)
    .orderBy('crossPost.at')
    .execute();
}

/** What rules took since a moment, newest first, with the state of its post. */
export function recentCrossPosts(db: Db, since: number, limit: number) {
  return db
    .selectFrom('crossPost')
    .innerJoin('item', 'item.id', 'crossPost.item')
    .leftJoin('post', 'post.id', 'crossPost.post')
    .select(['crossPost.rule', 'crossPost.item', 'crossPost.channel', 'crossPost.state', 'crossPost.post'])
    .select(['crossPost.dueAt', 'crossPost.at', 'crossPost.problem', 'item.title', 'post.state as review'])
    .where('crossPost.at', '>=', since)
    .orderBy('crossPost.at', 'desc')
    .orderBy('crossPost.rule')
    .orderBy('crossPost.channel')
    .limit(limit)
    .execute();
}

/** What one is now, under a row lock. */
export async function lockedState(
  tx: Tx,
  { rule, item, channel }: Pick<CrossPost, 'rule' | 'item' | 'channel'>,
): Promise<CrossPost['state']> {
  const row = await tx
    .selectFrom('crossPost')
    .select('state')
    .where('rule', '=', rule)
    .where('item', '=', item)
    .where('channel', '=', channel)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.state;
}

/**
 * Has rules look for another place on these accounts, where theirs was lost while the post was put away. What they took too
 * long ago they give up: it is for a person to place.
 * @returns the accounts that a rule cares for
 */
export async function wantAgain(tx: Tx, post: string, channels: readonly string[], now: number): Promise<string[]> {
  if (channels.length === 0) return [];
  const rows = await tx
    .selectFrom('crossPost')
    .selectAll()
    .where('post', '=', post)
    .where('channel', 'in', [...channels])
    .orderBy('rule')
    .orderBy('channel')
    .forUpdate()
    .execute();
  const again = new Set<string>();
  for (const row of rows) {
    const isFollowed = now - row.at < FOLLOWED_MS;
    const state = afterCrossPostEvent(row.state, isFollowed ? 'lose-place' : 'withdraw');
    if (state === null) continue;
    const told = isFollowed ? { tryAt: now, problem: '' } : { tryAt: null, problem: 'post-withdrawn' };
    await updateCrossPost(tx, row, { state, ...told });
    if (isFollowed) again.add(row.channel);
  }
  return [...again];
}

/** Writes what became of one. */
export async function updateCrossPost(
  tx: Db,
  { rule, item, channel }: Pick<CrossPost, 'rule' | 'item' | 'channel'>,
  set: Partial<Pick<CrossPost, 'state' | 'post' | 'tryAt' | 'problem'>>,
): Promise<void> {
  await tx
    .updateTable('crossPost')
    .set(set)
    .where('rule', '=', rule)
    .where('item', '=', item)
    .where('channel', '=', channel)
    .execute();
}
