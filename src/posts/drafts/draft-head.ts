import type { Article } from '../../portal/article.ts';
import type { DraftedMark } from '../post.ts';

/**
 * The head of a drafted post: an interpretation of a policy, with the policy's own marking and address, and the mark that
 * holds it back until a person has compared it.
 */
export function draftHead(
  title: string,
  { marking, url }: Pick<Article, 'marking' | 'url'>,
  drafted: DraftedMark,
): string {
  const lines = [
    `title: ${quoted(title)}`,
    'kind: policy',
    'job: interpret',
    ...(marking ? [`marking: ${marking}`] : []),
    ...(url !== null && /^https?:\/\/[^\s/]+/i.test(url) && URL.canParse(url) ? [`original: ${quoted(url)}`] : []),
    '# 公开到什么时候（A-13）：填上一个日期或者长期，并去掉行首的 #',
    '# public_until: 长期',
    '# 机器起草。逐句与原文核对、修改后，请删去 drafted（及其下各行）再送审。',
    ...markLines(drafted),
  ];
  return `---\n${lines.join('\n')}\n---\n`;
}

function markLines(drafted: DraftedMark): string[] {
  if (drafted.by === 'machine') return ['drafted: machine'];
  const list = (name: string, sentences: readonly string[]) =>
    sentences.length === 0 ? [`  ${name}: []`] : [`  ${name}:`, ...sentences.map((s) => `    - ${quoted(s)}`)];
  return [
    'drafted:',
    `  model: ${quoted(drafted.model)}`,
    ...list('wrote', drafted.wrote),
    ...list('unsourced', drafted.unsourced),
  ];
}

/** A text as one line of YAML, whatever is in it: JSON is YAML. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/\s+/gu, ' ').trim());
}
