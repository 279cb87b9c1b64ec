import { draftHead } from '../drafts/draft-head.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import type { DraftedMark } from '../post.ts';
import type { PolicyStructure } from '../structure/policy-structure.ts';
import type { Quote } from '../structure/quote.ts';
import type { QuestionDraft } from './draft-questions.ts';
import { asked, type QuestionPatterns } from './question-patterns.ts';

/** What a model proposed and what then stands in the draft beside the quotes. */
export interface ProposedWording {
  digest: string | null;
  points: string[];
  /** Other words for a question, by its place in the list. */
  questions: ReadonlyMap<number, string>;
}

export const nothingProposed: ProposedWording = { digest: null, points: [], questions: new Map() };

/**
 * Questions and answers as a Markdown post that says in its head who drafted it. Answers stand as quotations, each with
 * the clause it is taken from.
 */
export function questionsMarkdown(
  policy: Pick<PolicyStructure, 'page' | 'name'>,
  questions: readonly QuestionDraft[],
  patterns: QuestionPatterns,
  drafted: DraftedMark,
  proposed: ProposedWording = nothingProposed,
): string {
  const { page, name } = policy;
  const head = draftHead(asked(patterns.title, { name }), page, drafted);
  const number = page.number ? `（${patterns.number}：${page.number}）` : '';
  const lead = [escapeMarkdown(`${page.title ?? name}${number}`), escapeMarkdown(patterns.quoted)];
  const points =
    proposed.points.length > 0
      ? [`## ${escapeMarkdown(patterns.points)}`, proposed.points.map((p) => `- ${escapeMarkdown(p)}`).join('\n')]
      : [];
  const body = questions.flatMap(({ question, answers, more }, i) => [
    `## ${escapeMarkdown(`${inChinese(i + 1)}、${proposed.questions.get(i) ?? question}`)}`,
    [...answers.map(quoted), ...(more ? [`> ${escapeMarkdown(patterns.more)}`] : [])].join('\n>\n'),
  ]);
  const digest = proposed.digest ? [escapeMarkdown(proposed.digest)] : [];
  return `${head}\n${[...digest, ...lead, ...points, ...body].join('\n\n')}\n`;
}

function quoted({ text, from }: Quote): string {
  return `> ${escapeMarkdown(text)}${from === '' ? '' : `（${escapeMarkdown(from)}）`}`;
}

/** A number below a hundred as headings count: 十二, 二十, 二十一. */
function inChinese(n: number): string {
  const digit = (d: number) => '零一二三四五六七八九'.charAt(d);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? digit(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digit(ones) : ''}`;
}
