import { beijingDay } from '../calendar/beijing-time.ts';
import type { LinkFacts } from './link-facts.ts';
import type { LinkRole } from './link-item.ts';
import { relationKeys } from './relation-keys.ts';
import { shingles } from './shingles.ts';

/**
 * The keys an item is found by. Two items can only pair when they share one, so adding an item looks at those alone:
 * `n:` document number, `t:` core title, `b:` core without places, `f:` full title, `s:` shingle of the core (any two
 * titles with eight characters in common share one), `m:` core title with the month of publication, `u:` own address and
 * `l:` address linked to. Of policies also those of `relationKeys`; of what is neither only its own address, for the policies
 * that link to it.
 */
export function linkKeys(facts: LinkFacts): string[] {
  if (facts.role === 'other') return facts.addressKey === null ? [] : [`u:${facts.addressKey}`];
  const names = facts.role === 'interpretation' ? facts.targets : [facts];
  const numbers = facts.role === 'interpretation' ? [facts.number, ...facts.cited] : [facts.number];
  const keys = new Set<string>();
  for (const number of numbers) if (number) keys.add(`n:${number}`);
  for (const { core, bare, full } of names) {
    keys.add(`t:${core}`);
    keys.add(`b:${bare}`);
    keys.add(`f:${full}`);
    if (facts.publishedAt !== null) keys.add(`m:${core}@${monthOf(facts.publishedAt, 0)}`);
    for (const shingle of shingles(core)) keys.add(`s:${shingle}`);
    if (bare !== core) for (const shingle of shingles(bare)) keys.add(`s:${shingle}`);
  }
  if (facts.addressKey !== null) keys.add(`u:${facts.addressKey}`);
  for (const link of facts.links) keys.add(`l:${link}`);
  return [...keys, ...relationKeys(facts)];
}

/** Months around its own in which the counterpart of an item may have come out: a policy before its interpretation. */
const monthsAround = { interpretation: [-3, -2, -1, 0, 1], policy: [-1, 0, 1, 2, 3], other: [] } as const;

/** The keys under which this item's counterparts are indexed: its own, with `u:` and `l:` turned round, `m:` widened. */
export function counterpartKeys(facts: LinkFacts): string[] {
  const relating = new Set(relationKeys(facts));
  const keys = linkKeys(facts).filter((key) => !relating.has(key) && !key.startsWith('m:'));
  return [...keys.map(turned), ...monthKeys(facts)];
}

function turned(key: string): string {
  return key.startsWith('u:') ? `l:${key.slice(2)}` : key.startsWith('l:') ? `u:${key.slice(2)}` : key;
}

function monthKeys(facts: LinkFacts): string[] {
  const { publishedAt, role } = facts;
  if (publishedAt === null) return [];
  const cores = role === 'interpretation' ? facts.targets.map(({ core }) => core) : [facts.core];
  const months = monthsAround[role].map((shift) => monthOf(publishedAt, shift));
  return months.flatMap((month) => cores.map((core) => `m:${core}@${month}`));
}

/** `2026-11`, in Beijing, `shift` months later. */
function monthOf(at: number, shift: number): string {
  const [year = 0, month = 1] = beijingDay(at).split('-').map(Number);
  const months = year * 12 + month - 1 + shift;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** More candidates than this are never scored for one item; those that share the rarest and the most keys come first. */
const MAX_CANDIDATES = 40;

/** The items worth scoring, and the keys of which only a part was looked at because too many share them. */
export interface Candidates {
  ids: string[];
  cut: string[];
}

/**
 * Chooses from what each key found (at most `keyLimit` + 1 rows a key). A shared number, title or address weighs more than
 * shingles, a rare shingle more than a frequent one. Where too many share a title, those of the months around are taken.
 */
export function chooseCandidates(found: ReadonlyMap<string, readonly string[]>): Candidates {
  const weights = new Map<string, number>();
  const cut: string[] = [];
  for (const [key, ids] of found) {
    const over = ids.length > keyLimit(key);
    if (over && (isShingle(key) || inMonths(key, found))) continue;
    if (over) cut.push(key);
    for (const id of ids) weights.set(id, (weights.get(id) ?? 0) + (isShingle(key) ? 1 / ids.length : 10));
  }
  const ranked = [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { ids: ranked.slice(0, MAX_CANDIDATES).map(([id]) => id), cut };
}

/** Whether the months around answer for a title that too many share. */
function inMonths(key: string, found: ReadonlyMap<string, readonly string[]>): boolean {
  if (!/^[tbf]:/u.test(key)) return false;
  const months = [...found].filter(([other]) => other.startsWith('m:'));
  return months.length > 0 && months.every(([other, ids]) => ids.length <= keyLimit(other));
}

/** The role that an item of this role pairs with; what is neither is offered to the policies that link to it. */
export function counterpartRole(role: LinkRole): LinkRole {
  return role === 'policy' ? 'interpretation' : 'policy';
}

/** The keys under which the pages that a policy links to stand, whatever they are. */
export function linkedKeys(facts: LinkFacts): string[] {
  return facts.role === 'policy' ? facts.links.map((link) => `u:${link}`) : [];
}

/** Most rows looked at under one key. A shingle that more share than this is everybody's (实施方案) and says nothing. */
export function keyLimit(key: string): number {
  return isShingle(key) ? 40 : 60;
}

function isShingle(key: string): boolean {
  return /^d?s:/u.test(key);
}
