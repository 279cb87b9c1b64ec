/** What is never cut apart: the name of a document, an address, a word or figure in Latin letters and digits. */
const WHOLE =
  /《[^《》]*(?:《[^《》]*》[^《》]*)*》|https?:\/\/[^\s\u0080-\uffff"'<>]+|[\p{Script=Latin}\d][\p{Script=Latin}\d.,:%@/_-]*[%％‰℃年月日时号条款]?/gu;
/** Signs that belong to the character before them, and the one that joins two. */
const JOINED = /\p{M}|\p{Emoji_Modifier}|\u200d|\ufe0e|\ufe0f/u;
const SENTENCE_END = /[。！？!?…][”’」』）)]?$/u;
/** A whole sentence is taken when it leaves no more than this part of the room empty. */
const ENOUGH = 0.6;

/**
 * The beginning of a text that still fits: cut after a sentence when that is not much shorter, else anywhere between
 * characters and with an ellipsis, never inside a name in 《》, an address or a figure. Empty when nothing fits.
 * @param fits whether a text fits; what is shorter always fits, too
 */
export function cutText(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const places = cuttingPlaces(text);
  const shown = (place: number) => `${text.slice(0, place).replace(/[\s，、；：,;:（(“‘]+$/u, '')}…`;
  let low = -1;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(shown(places[middle] ?? 0))) low = middle;
    else high = middle - 1;
  }
  const last = places[low] ?? 0;
  if (last === 0) return '';
  const sentence = places.slice(0, low + 1).findLast((place) => SENTENCE_END.test(text.slice(place - 2, place)));
  const whole = sentence === undefined ? '' : text.slice(0, sentence);
  return whole.length >= last * ENOUGH && fits(whole) ? whole : shown(last);
}

/** Places after the first character where a text may be cut, from left to right. */
function cuttingPlaces(text: string): number[] {
  const whole = [...text.matchAll(WHOLE)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const places: number[] = [];
  let at = 0;
  let next = 0;
  let before = '';
  for (const char of text) {
    while ((whole[next]?.to ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    const inside = at > (whole[next]?.from ?? Number.POSITIVE_INFINITY);
    if (at > 0 && !inside && !JOINED.test(char) && before !== '\u200d') places.push(at);
    at += char.length;
    before = char;
  }
  return places;
}
