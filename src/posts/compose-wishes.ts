import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Acting } from '../ledger/acting.ts';
import { type ComposeWish, dueWishes, postponeWish, settleWish } from '../policy/compose-wish-store.ts';
import { keepFollower, lockFollower } from '../policy/follower-store.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';

const FOLLOWER = 'posts';
/** Subjects of one page; a look takes page after page. */
const PAGE = 200;
/** When what failed is tried again, and what was left to a person is looked at again. */
const FAILED_AGAIN_MS = 60_000;
const LEFT_AGAIN_MS = 3_600_000;

/** What became of a subject: the wish of what failed or was left stays and is tried later. */
export type WishOutcome = 'done' | 'failed' | 'left';

/** Which subjects a look asks for; other rules have everything looked at once. */
export interface WishRules {
  bundles: string;
  /** Sources whose pages become posts. */
  sources: readonly string[];
  /** Rules from the right, as a fingerprint, and since when (ms UTC) pages that were met concern them; absent without any. */
  further?: { mark: string; since: number } | undefined;
}

/**
 * The next subjects whose material has changed since they were composed. A look costs what is new: the wishes stand in
 * rows, so a restart loses none, and only other rules have all bundles and pages compared once.
 */
export async function nextWishes(acting: Acting, rules: WishRules): Promise<ComposeWish[]> {
  await wishByRules(acting, rules);
  return dueWishes(acting.db, acting.clock.now(), PAGE);
}

/** Takes back the wishes that were granted and puts off the others. A wish that came meanwhile stays as it is. */
export async function closeWishes(
  { db, clock }: Acting,
  wishes: readonly ComposeWish[],
  outcomeOf: (subjectId: string) => WishOutcome,
): Promise<void> {
  for (const wish of wishes) {
    const outcome = outcomeOf(wish.subjectId);
    if (outcome === 'done') await settleWish(db, wish);
    else await postponeWish(db, wish, clock.now() + (outcome === 'failed' ? FAILED_AGAIN_MS : LEFT_AGAIN_MS));
  }
}

async function wishByRules(acting: Acting, rules: WishRules): Promise<void> {
  const state = createHash('sha256')
    .update(canonicalJson({ ...rules, sources: [...rules.sources].sort() }))
    .digest('hex');
  await inTransaction(acting.db, async (tx) => {
    const follower = await lockFollower(tx, FOLLOWER);
    if (follower.state === state) return;
    await wishEverything(tx, rules, acting.newId(), acting.clock.now());
    await keepFollower(tx, { ...follower, state });
  });
}

/** Every bundle and every page that is meant; those that are composed already are passed over when their turn comes. */
async function wishEverything(tx: Tx, { sources, further }: WishRules, mark: string, at: number): Promise<void> {
  await sql`insert into compose_wish (subject_kind, subject_id, mark, try_at)
    select 'bundle', id, ${mark}, cast(${at} as bigint) from bundle where phase = 'final' on conflict do nothing`.execute(
    tx,
  );
  if (further) {
    await sql`insert into compose_wish (subject_kind, subject_id, mark, try_at)
      select 'item', id, ${mark}, cast(${at} as bigint) from item where published_at >= cast(${further.since} as bigint)
      on conflict do nothing`.execute(tx);
  }
  if (sources.length === 0) return;
  await sql`insert into compose_wish (subject_kind, subject_id, mark, try_at)
    select 'item', id, ${mark}, cast(${at} as bigint) from item where source in (${sql.join([...sources])})
    on conflict do nothing`.execute(tx);
}
