/** Sentences of content/wording whose `{places}` are filled. Pure. */

/** A value of each place by its name. */
export type SentenceValues = Readonly<Record<string, string | number | undefined>>;

/**
 * A sentence with the values in its places. A title that stands in 《》 and quotes one itself is nested: 《〈…〉…》.
 * @param absent what stands for a place without a value; the place itself when left out
 */
export function fillSentence(
  sentence: string,
  values: SentenceValues,
  absent: (place: string) => string = (place) => place,
): string {
  return sentence.replace(/《\{(\w+)\}》|\{(\w+)\}/g, (place, title?: string, name?: string) => {
    const value = values[title ?? name ?? ''];
    if (title !== undefined) return value === undefined ? `《${absent(`{${title}}`)}》` : titled(String(value));
    return value === undefined ? absent(place) : String(value);
  });
}

/**
 * A title in 《》. What it quotes takes 〈〉 and what that quotes 《》 again (GB/T 15834 4.15); 〈〉 that stand alone in it stay
 * what they are.
 */
export function titled(title: string): string {
  if (!/[《》]/.test(title)) return `《${title}》`;
  const turned: Readonly<Record<string, string>> = { '《': '〈', '》': '〉', '〈': '《', '〉': '》' };
  return `《${title.replace(/[《》〈〉]/g, (mark) => turned[mark] ?? mark)}》`;
}
