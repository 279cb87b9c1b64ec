import { requireRole } from '../config/acting-person.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { confirmPair } from './confirm-pair.ts';
import { linkFactsOf, type PairKey } from './link-store.ts';
import { makeBundle } from './make-bundle.ts';
import { refusePair } from './refuse-pair.ts';
import { reopenPair } from './reopen-pair.ts';
import type { LinkThresholds } from './score-pair.ts';

/** 是，收进包里; 不是它的解读; or back to what linking says. */
export const pairWords = ['confirm', 'refuse', 'reopen'] as const;
export type PairWord = (typeof pairWords)[number];

/**
 * A person's word on a pair, with the policy's bundle brought up to it at once; a crash in between leaves that to the
 * loop, which follows the ledger.
 * @throws Refused for a missing role, or when no such pair was made or offered
 */
export async function sayOfPair(
  desk: BundleDesk,
  actor: Actor,
  { word, reason, ...pair }: PairKey & { word: PairWord; reason: string | null },
  thresholds: LinkThresholds,
): Promise<void> {
  requireRole(desk.people, actor.person, ['editor', 'section-head', 'leader'], `${word} a pair`);
  const { acting } = desk;
  if (word === 'confirm') await confirmPair(acting, actor, pair, reason);
  else if (word === 'refuse') await refusePair(acting, actor, pair, thresholds, reason);
  else await reopenPair(acting, actor, pair, thresholds, reason);
  const [facts] = await linkFactsOf(acting.db, [pair.policy]);
  if (facts !== undefined) await makeBundle(desk, actor, { policy: facts.id, draft: facts.marks.draft });
}
