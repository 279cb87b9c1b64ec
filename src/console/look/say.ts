/** A sentence of the wording with its `{places}` filled; a title in 《》 that quotes one itself is nested, 《〈…〉…》. */
export function say(sentence: string, values: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replace(/《\{(\w+)\}》|\{(\w+)\}/g, (place, title?: string, name?: string) => {
    const value = values[title ?? name ?? ''];
    if (value === undefined) return place;
    return title === undefined ? String(value) : titled(String(value));
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
