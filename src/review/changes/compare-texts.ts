/** What differs between two texts: by blocks, and inside a block by words. Pure. */
import { diffArrays } from 'diff';
import { keyOf, type ReadBlock } from './read-text.ts';

/** A piece of a block's text: it stood before and stands now, it is new, or it is gone. */
export interface Part {
  op: 'same' | 'ins' | 'del';
  text: string;
}

export interface ComparedBlock {
  article: number;
  kind: ReadBlock['kind'];
  level: number;
  op: 'same' | 'ins' | 'del' | 'mod';
  /** As `ReadBlock.cells`, each in its parts. */
  cells: Part[][];
  /** Of what it was made, of what it became; null where there is none. */
  before: ReadBlock | null;
  after: ReadBlock | null;
}

/** Beyond so many differences inside one block it is shown as replaced as a whole. */
const MOST_EDITS = 400;
/** Where more pairs of an old and a new block than this stand in one place, their words are not compared. */
const MOST_PAIRS = 60 * 60;
/** Two blocks that share less than this part of their words are not one block that was changed. */
const ALIKE = 0.35;

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** A text as it stands, nothing in it changed. */
export function unchanged(blocks: readonly ReadBlock[]): ComparedBlock[] {
  return blocks.map(same);
}

/** The newer text with what is gone from the older one in its old place. */
export function compareTexts(before: readonly ReadBlock[], after: readonly ReadBlock[]): ComparedBlock[] {
  const told: ComparedBlock[] = [];
  let gone: ReadBlock[] = [];
  let come: ReadBlock[] = [];
  const flush = () => {
    told.push(...matched(gone, come));
    gone = [];
    come = [];
  };
  for (const { added, removed, value } of diffArrays([...before], [...after], {
    comparator: (a, b) => keyOf(a) === keyOf(b),
  })) {
    if (removed) gone.push(...value);
    else if (added) come.push(...value);
    else {
      flush();
      told.push(...value.map(same));
    }
  }
  flush();
  return told;
}

/** Blocks that changed in one place: each new one beside the next old one that it resembles. */
function matched(gone: readonly ReadBlock[], come: readonly ReadBlock[]): ComparedBlock[] {
  const told: ComparedBlock[] = [];
  const alike = gone.length * come.length > MOST_PAIRS ? isNamedAlike : resembles;
  let at = 0;
  for (const block of come) {
    const found = gone.findIndex((old, i) => i >= at && alike(old, block));
    if (found < 0) {
      told.push(whole(block, 'ins'));
      continue;
    }
    told.push(...gone.slice(at, found).map((old) => whole(old, 'del')), changed(gone[found] ?? block, block));
    at = found + 1;
  }
  return [...told, ...gone.slice(at).map((old) => whole(old, 'del'))];
}

/** Whether one block may have become the other. */
export function resembles(a: ReadBlock, b: ReadBlock): boolean {
  return alikeByName(a, b) ?? sharesWords(a, b);
}

function isNamedAlike(a: ReadBlock, b: ReadBlock): boolean {
  return alikeByName(a, b) === true;
}

/** By kind, name or address alone; null where the words have to say it. */
function alikeByName(a: ReadBlock, b: ReadBlock): boolean | null {
  if (a.kind !== b.kind || a.cells.length !== b.cells.length) return false;
  if (a.kind === 'field' || a.kind === 'form') return a.cells[0] === b.cells[0];
  if (a.kind === 'cover' || a.kind === 'title' || a.kind === 'digest' || a.kind === 'author') return true;
  return a.kind === 'picture' ? a.cells[1] !== '' && a.cells[1] === b.cells[1] : null;
}

function sharesWords(a: ReadBlock, b: ReadBlock): boolean {
  const [left, right] = [blockWords(a), blockWords(b)];
  const shared = right.list.filter((word) => left.set.has(word)).length;
  return shared >= ALIKE * Math.max(left.list.length, right.list.length, 1);
}

/** Finding words takes long, and a block is held against many others. */
const known = new WeakMap<ReadBlock, { list: string[]; set: ReadonlySet<string> }>();

function blockWords(block: ReadBlock): { list: string[]; set: ReadonlySet<string> } {
  const before = known.get(block);
  if (before) return before;
  const list = wordsOf(block.cells.join(' '));
  const found = { list, set: new Set(list) };
  known.set(block, found);
  return found;
}

function same(block: ReadBlock): ComparedBlock {
  return {
    ...placeOf(block),
    op: 'same',
    cells: block.cells.map((text) => [{ op: 'same', text }]),
    before: block,
    after: block,
  };
}

function whole(block: ReadBlock, op: 'ins' | 'del'): ComparedBlock {
  const cells = block.cells.map((text): Part[] => [{ op, text }]);
  return { ...placeOf(block), op, cells, before: op === 'del' ? block : null, after: op === 'ins' ? block : null };
}

function changed(before: ReadBlock, after: ReadBlock): ComparedBlock {
  const cells = after.cells.map((text, i) => comparedTexts(before.cells[i] ?? '', text));
  return { ...placeOf(after), op: 'mod', cells, before, after };
}

function placeOf({ article, kind, level }: ReadBlock) {
  return { article, kind, level };
}

/** Words of the dictionary, so that 星期五 becomes 星期四 as a whole; what the words leave is single characters. */
export function comparedTexts(before: string, after: string): Part[] {
  if (before === after) return [{ op: 'same', text: after }];
  const found = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_EDITS });
  if (!found) return [del(before), ins(after)].filter(({ text }) => text !== '');
  const parts = found.map(({ added, removed, value }): Part => {
    const text = value.join('');
    return removed ? del(text) : added ? ins(text) : { op: 'same', text };
  });
  return parts.filter(({ text }) => text !== '');
}

function wordsOf(text: string): string[] {
  return [...words.segment(text)].map(({ segment }) => segment);
}

function ins(text: string): Part {
  return { op: 'ins', text };
}

function del(text: string): Part {
  return { op: 'del', text };
}
