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

/** A character with several readings, in a text of sounds. */
const SEVERAL = '*';

/** A title's sounds, one for each character: its initial, itself where it has none, a star where it has several. */
export function soundsOf(title: string, initialsOf: InitialsOf): string {
  let sounds = '';
  for (let i = 0; i < title.length; i++) sounds += soundOf(title.charAt(i), initialsOf);
  return sounds;
}

function soundOf(character: string, initialsOf: InitialsOf): string {
  const initials = initialsOf(character);
  return initials === '' ? character : initials.length === 1 ? initials : SEVERAL;
}

/** Finds the query in sounds: whatever `readsAs` it passes, so that few titles need to be read. Null for one without letters. */
export function soundPattern(query: string, initialsOf: InitialsOf): RegExp | null {
  if (!/[a-z]/.test(query)) return null;
  const parts = query.split('').map((want) => (/[a-z]/.test(want) ? `[${want}*]` : `[${soundOf(want, initialsOf)}]`));
  return new RegExp(parts.join(''));
}

/** Shorter words have too many neighbours. */
const SHORTEST_WITH_SLIP = 3;
const LONGEST_WITH_SLIP = 30;

/**
 * Tells of a title whether a part of it is the query with one character wrong, missing or too many (bit-parallel, Wu and
 * Manber). Both folded; null for queries that are too short or too long for it. One slip leaves one half of the query as
 * it is: titles that hold neither half are passed over at once.
 */
export function withOneSlip(query: string): ((title: string) => boolean) | null {
  if (query.length < SHORTEST_WITH_SLIP || query.length > LONGEST_WITH_SLIP) return null;
  const masks = new Map<number, number>();
  for (let i = 0; i < query.length; i++) {
    const code = query.charCodeAt(i);
    masks.set(code, (masks.get(code) ?? 0) | (1 << i));
  }
  const hit = 1 << (query.length - 1);
  const middle = query.length >> 1;
  const [left, right] = [query.slice(0, middle), query.slice(middle)];
  return (title) => {
    if (!title.includes(left) && !title.includes(right)) return false;
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
