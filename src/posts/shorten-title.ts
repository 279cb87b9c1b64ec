import { countChars } from './count-chars.ts';

/**
 * A shorter title to offer when one is over the limit, out of its own words: the document in 《》 alone, or without the
 * office and 关于印发. It is only ever a suggestion; a title is never changed by machine.
 * @returns null when the title fits, or when its own words give nothing that fits
 */
export function shorterTitle(title: string, maxChars: number): string | null {
  if (countChars(title) <= maxChars) return null;
  const document = /《(.+)》/u.exec(title)?.[1];
  const tries = [
    document ? `《${document}》印发` : null,
    document ? `《${document.replace(/[（(][^（()）]*[）)]/gu, '')}》印发` : null,
    title.replace(/^.{2,30}?(?:关于|印发)/u, (head) => (head.endsWith('关于') ? '关于' : '印发')),
    title.replace(/[（(][^（()）]*[）)]/gu, ''),
    document ?? null,
  ];
  return tries.find((t): t is string => t !== null && t !== title && countChars(t) <= maxChars && t !== '') ?? null;
}
