/** Signs that never begin a line (GB/T 15834, W3C clreq 3.1.1 行首禁则). */
const NO_START = /^[，。、；：？！”’）》〉】」』〕］｝…·—～%％‰℃,.;:?!)\]}-]/u;
/** Signs that never end a line (行尾禁则). */
const NO_END = /[“‘（《〈【「『〔［｛([{#￥$·—-]$/u;
const FIGURE = /(?:[\d\p{Script=Latin}]|\d[十百千万亿])$/u;
/** What belongs to the figure before it: 2026年, 15号, 20万元, 3个. */
const UNIT = /^[年月日号条项个万亿元岁届期批类章次版届倍名户级]/u;
/** What ends the name of a place or an office: 示例市, 教育局. */
const NAME_END = /^[省市县区州镇乡局厅部委院]$/u;
const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/**
 * A title as pieces between which a line may end: words, with the signs and units that may not be parted from them. The
 * pieces put together are the title. 〔2026〕15号 is one piece.
 */
export function titleWords(title: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(title)) {
    const before = pieces.at(-1);
    if (before !== undefined && sticks(before, segment)) pieces[pieces.length - 1] = before + segment;
    else pieces.push(segment);
  }
  return pieces;
}

/** A word that is wider than a line, as characters; signs still keep their places. */
export function splitWord(word: string): string[] {
  const pieces: string[] = [];
  for (const char of word) {
    const before = pieces.at(-1);
    const bound = before !== undefined && (NO_START.test(char) || NO_END.test(before));
    if (bound && before.length < 8) pieces[pieces.length - 1] = before + char;
    else pieces.push(char);
  }
  return pieces;
}

/** How bad it is to end a line between two pieces, 0 to 1: best after a sign or around a quoted title. */
export function breakCost(before: string, after: string): number {
  if (/[，、；：》」』】）\s]$/u.test(before) && !/^[的之等]/u.test(after)) return 0;
  if (/^[《「『【（〔]/u.test(after)) return 0.05;
  if (/^(的|了|和|与|及|之|等|并|或|为|以)/u.test(after)) return 0.6;
  if (/^[关对在以为的和与及]于?$/u.test(before)) return 0.1;
  // The list of words of the runtime knows few names: characters that stand alone are most likely halves of one.
  const lone = [before, after].filter((piece) => /^\p{Script=Han}$/u.test(piece.replace(/\P{L}/gu, ''))).length;
  return 0.2 + 0.6 * lone;
}

function sticks(before: string, after: string): boolean {
  if (/^\s/u.test(after) || NO_START.test(after) || NO_END.test(before.trimEnd())) return true;
  if (NAME_END.test(after)) return /\p{Script=Han}$/u.test(before);
  if (FIGURE.test(before)) return UNIT.test(after) || /^[\d\p{Script=Latin}〔[]/u.test(after);
  return /[〕\]]$/u.test(before) && /^\d/u.test(after) ? true : /^〔/u.test(after);
}
