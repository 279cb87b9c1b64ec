import type { Marking } from './article.ts';

/** 此件公开发布, 此文件公开发布, 此件依申请公开 …: in any brackets, or as a line of its own; blanks between the characters occur. */
const PRINTED =
  /(?:[（(【[〔]|^)\s*此\s*文?\s*件\s*(公\s*开\s*发\s*布|主\s*动\s*公\s*开|依\s*申\s*请\s*公\s*开|不\s*予\s*公\s*开|不\s*公\s*开)\s*(?:[）)】\]〕。]|$)/gm;

const MEANING: Record<string, Marking> = {
  公开发布: 'public',
  主动公开: 'public',
  依申请公开: 'on-request',
  不予公开: 'withheld',
  不公开: 'withheld',
};
const STRICTEST: readonly Marking[] = ['withheld', 'on-request', 'public'];

/**
 * the markings printed in a text, the strictest first; empty when it carries none.
 * @param text paragraphs parted by \n
 */
export function printedMarkings(text: string): Marking[] {
  const found = new Set([...text.matchAll(PRINTED)].flatMap((match) => meaningOf(match[1] ?? '') ?? []));
  return STRICTEST.filter((marking) => found.has(marking));
}

/** The value of a label such as 公开属性 or 公开方式; null when it says something else (网站, 政府公报 …). */
export function meaningOf(value: string): Marking | null {
  return MEANING[value.replace(/[\s\u3000]+/g, '')] ?? null;
}
