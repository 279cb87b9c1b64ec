import { diffArrays } from 'diff';
import { diffSigns } from '../../portal/diff-signs.ts';
import type { Composed } from '../post.ts';
import { visibleText } from '../visible-text.ts';

/** A piece of a text beside another: it is in both, in the newer one only, or in the older one only. */
export interface Piece {
  is: 'same' | 'added' | 'removed';
  text: string;
}

/** One article of both texts; `null` where a text has none at this place. */
export interface ArticleDifference {
  before: string | null;
  after: string | null;
  title: Piece[];
  digest: Piece[];
  paragraphs: Piece[][];
}

/** Sentences that share fewer characters than this part are another sentence, not a changed one. */
const ALIKE = 0.4;
/** Sentences that differ in more single characters than this are another sentence: the search grows with their square. */
const MOST_EDITS = 400;

/**
 * What differs between two texts of a post, by what a reader sees: article by article, paragraph by paragraph, in a
 * paragraph by sentences and inside a changed sentence by characters, as Chinese is read. Pure.
 */
export function textDifference(before: Composed, after: Composed): ArticleDifference[] {
  const count = Math.max(before.articles.length, after.articles.length);
  return Array.from({ length: count }, (_, i) => {
    const [old, now] = [before.articles[i], after.articles[i]];
    const lines = (html: string | undefined) => (html === undefined ? [] : visibleText(html).split('\n'));
    return {
      before: old?.title ?? null,
      after: now?.title ?? null,
      title: pieces(old?.title ?? '', now?.title ?? ''),
      digest: pieces(old?.digest ?? '', now?.digest ?? ''),
      paragraphs: paragraphs(lines(old?.html), lines(now?.html)),
    };
  });
}

/** Paragraphs in the order of reading; one that changed stands once, with its changes in it. */
function paragraphs(before: string[], after: string[]): Piece[][] {
  const found: Piece[][] = [];
  let gone: string[] = [];
  for (const { value, added, removed } of diffArrays(before, after)) {
    if (removed) gone = value;
    else if (added) {
      const pairs = Math.max(gone.length, value.length);
      for (let i = 0; i < pairs; i += 1) found.push(...paired(gone[i], value[i]));
      gone = [];
    } else {
      found.push(...gone.map((text) => [{ is: 'removed' as const, text }]));
      gone = [];
      found.push(...value.map((text) => [{ is: 'same' as const, text }]));
    }
  }
  return [...found, ...gone.map((text) => [{ is: 'removed' as const, text }])];
}

function paired(before: string | undefined, after: string | undefined): Piece[][] {
  if (before === undefined) return after === undefined ? [] : [[{ is: 'added', text: after }]];
  if (after === undefined) return [[{ is: 'removed', text: before }]];
  return [pieces(before, after)];
}

/** Two texts of one place: sentence by sentence, inside of those that are alike by characters. */
export function pieces(before: string, after: string): Piece[] {
  const found: Piece[] = [];
  let gone = '';
  const add = (is: Piece['is'], text: string) => {
    const last = found.at(-1);
    if (text === '') return;
    if (last?.is === is) last.text += text;
    else found.push({ is, text });
  };
  for (const { value, added, removed } of diffArrays(sentences(before), sentences(after))) {
    const text = value.join('');
    if (removed) gone = text;
    else {
      const parts = added && gone !== '' ? charPieces(gone, text) : null;
      if (parts) for (const part of parts) add(part.is, part.text);
      else {
        add('removed', gone);
        add(added ? 'added' : 'same', text);
      }
      gone = '';
    }
  }
  add('removed', gone);
  return found;
}

function charPieces(before: string, after: string): Piece[] | null {
  const found = diffSigns(before, after, MOST_EDITS);
  if (!found) return null;
  const parts = found.map(({ value, added, removed }): Piece => {
    return { is: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') };
  });
  const shared = parts.filter(({ is }) => is === 'same').reduce((sum, { text }) => sum + text.length, 0);
  return shared >= ALIKE * Math.max(before.length, after.length) ? parts : null;
}

function sentences(text: string): string[] {
  return text.match(/[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+$/gu) ?? [];
}
