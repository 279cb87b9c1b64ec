import type { LinkFacts, LinkRole } from './link-facts.ts';
import { CONTAINMENT_FLOOR } from './title-likeness.ts';

/**
 * The keys an item is found by. Two items can only pair when they share one, so adding an item looks at those alone:
 * `n:` document number, `t:` core title, `b:` core without places, `f:` full title, `s:` shingle of the core (any two
 * titles with eight characters in common share one), `u:` own address and `l:` address linked to.
 */
export function linkKeys(facts: LinkFacts): string[] {
  const names = facts.role === 'interpretation' ? facts.targets : [facts];
  const numbers = facts.role === 'interpretation' ? [facts.number, ...facts.cited] : [facts.number];
  const keys = new Set<string>();
  for (const number of numbers) if (number) keys.add(`n:${number}`);
  for (const { core, bare, full } of names) {
    keys.add(`t:${core}`);
    keys.add(`b:${bare}`);
    keys.add(`f:${full}`);
    for (const shingle of shingles(core)) keys.add(`s:${shingle}`);
    if (bare !== core) for (const shingle of shingles(bare)) keys.add(`s:${shingle}`);
  }
  if (facts.addressKey !== null) keys.add(`u:${facts.addressKey}`);
  for (const link of facts.links) keys.add(`l:${link}`);
  return [...keys];
}

/** The keys under which this item's counterparts are indexed: its own, with `u:` and `l:` turned round. */
export function counterpartKeys(facts: LinkFacts): string[] {
  return linkKeys(facts).map((key) =>
    key.startsWith('u:') ? `l:${key.slice(2)}` : key.startsWith('l:') ? `u:${key.slice(2)}` : key,
  );
}

/** More candidates than this are never scored for one item; those that share the rarest and the most keys come first. */
const MAX_CANDIDATES = 60;

/**
 * The items worth scoring, from what each key found (at most `keyLimit` + 1 rows a key). A shared number, title or
 * address weighs more than shingles, a rare shingle more than a frequent one.
 */
export function candidateIds(found: ReadonlyMap<string, readonly string[]>): string[] {
  const weights = new Map<string, number>();
  for (const [key, ids] of found) {
    const shingle = key.startsWith('s:');
    if (shingle && ids.length > keyLimit(key)) continue;
    for (const id of ids) weights.set(id, (weights.get(id) ?? 0) + (shingle ? 1 / ids.length : 10));
  }
  const ranked = [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return ranked.slice(0, MAX_CANDIDATES).map(([id]) => id);
}

/** The role that an item of this role pairs with; null for items that pair with nothing. */
export function counterpartRole(role: LinkRole): LinkRole | null {
  if (role === 'other') return null;
  return role === 'policy' ? 'interpretation' : 'policy';
}

/** Most rows looked at under one key. A shingle that more share than this is everybody's (实施方案) and says nothing. */
export function keyLimit(key: string): number {
  return key.startsWith('s:') ? 40 : 60;
}

const SHINGLE = 5;
const WINDOW = CONTAINMENT_FLOOR - SHINGLE + 1;

/**
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): of every four neighbouring five-character pieces the one with the least
 * hash is kept, so any common stretch of eight characters shares a kept piece, and about two in five are kept.
 */
export function shingles(core: string): string[] {
  const pieces: { text: string; hash: number }[] = [];
  for (let i = 0; i + SHINGLE <= core.length; i += 1) {
    const text = core.slice(i, i + SHINGLE);
    pieces.push({ text, hash: hash(text) });
  }
  const kept = new Set<string>();
  for (let i = 0; i < Math.max(1, pieces.length - WINDOW + 1); i += 1) {
    const least = pieces.slice(i, i + WINDOW).reduce((a, b) => (b.hash < a.hash ? b : a), NONE);
    if (least !== NONE) kept.add(least.text);
  }
  return [...kept];
}

const NONE = { text: '', hash: Number.POSITIVE_INFINITY };

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
