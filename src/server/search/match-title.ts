/** How a title is found: by a part of it in any brackets, by initials of pinyin, and with one slip of the pen. */

/** What brackets, blanks, width and case leave of a text. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
}

/** Initials of a character's readings; empty for what is no Chinese character. */
export type InitialsOf = (character: string) => string;

/** Whether a part of the title reads as the query, each letter for itself or for the initial of a character. Both folded. */
export function readsAs(title: string, query: string, initialsOf: InitialsOf): boolean {
  const last = title.length - query.length;
  for (let start = 0; start <= last; start++) if (fitsAt(title, start, query, initialsOf)) return true;
  return false;
}

function fitsAt(title: string, start: number, query: string, initialsOf: InitialsOf): boolean {
  for (let i = 0; i < query.length; i++) {
    const [have, want] = [title.charAt(start + i), query.charAt(i)];
    if (have !== want && !(want >= 'a' && want <= 'z' && initialsOf(have).includes(want))) return false;
  }
  return true;
}

/** Shorter words have too many neighbours. */
const SHORTEST_WITH_SLIP = 3;
const LONGEST_WITH_SLIP = 30;

/**
 * Whether a part of the title is the query with one character wrong, missing or too many (bit-parallel, Wu and Manber).
 * Both folded; false for queries that are too short or too long for it.
 */
export function withOneSlip(title: string, query: string): boolean {
  if (query.length < SHORTEST_WITH_SLIP || query.length > LONGEST_WITH_SLIP) return false;
  const masks = new Map<string, number>();
  for (let i = 0; i < query.length; i++) masks.set(query.charAt(i), (masks.get(query.charAt(i)) ?? 0) | (1 << i));
  const hit = 1 << (query.length - 1);
  let exact = 0;
  let slipped = 1;
  for (const character of title) {
    const mask = masks.get(character) ?? 0;
    const before = exact;
    exact = ((exact << 1) | 1) & mask;
    slipped = (((slipped << 1) | 1) & mask) | before | ((before | exact) << 1) | 1;
    if ((slipped & hit) !== 0) return true;
  }
  return false;
}
