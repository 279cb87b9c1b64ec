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

/** Letters a to z as bits: the title's own and the initials of its characters, so that most titles are passed over at once. */
export function lettersOf(title: string, initialsOf: InitialsOf): number {
  let bits = 0;
  for (const character of title) bits |= bitsOf(character) | bitsOf(initialsOf(character));
  return bits;
}

/** The letters a to z in a text, one bit each. */
export function bitsOf(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const at = text.charCodeAt(i) - 97;
    if (at >= 0 && at < 26) bits |= 1 << at;
  }
  return bits;
}

/**
 * Tells of a title whether a part of it is the query with one character wrong, missing or too many (bit-parallel, Wu and
 * Manber). Both folded; null for queries that are too short or too long for it.
 */
export function withOneSlip(query: string): ((title: string) => boolean) | null {
  if (query.length < SHORTEST_WITH_SLIP || query.length > LONGEST_WITH_SLIP) return null;
  const masks = new Map<number, number>();
  for (let i = 0; i < query.length; i++) {
    const code = query.charCodeAt(i);
    masks.set(code, (masks.get(code) ?? 0) | (1 << i));
  }
  const hit = 1 << (query.length - 1);
  return (title) => {
    let exact = 0;
    let slipped = 1;
    for (let i = 0; i < title.length; i++) {
      const mask = masks.get(title.charCodeAt(i)) ?? 0;
      const before = exact;
      exact = ((exact << 1) | 1) & mask;
      slipped = (((slipped << 1) | 1) & mask) | before | ((before | exact) << 1) | 1;
      if ((slipped & hit) !== 0) return true;
    }
    return false;
  };
}
