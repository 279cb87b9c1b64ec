import { beijingDay } from '../../calendar/beijing-time.ts';
import type { CrossPostingRule } from '../../config/cross-posting.ts';

/** What rules look at of a page. Moments are ms UTC. */
export interface JudgedPage {
  source: string;
  /** Kind of its column; empty when the configuration does not know the source. */
  columnKind: string;
  title: string;
  issuer: string | null;
  /** 发文字号 */
  number: string | null;
  /** Portal publication; null when the page gives none. */
  publishedAt: number | null;
  withdrawn: boolean;
}

/** What a rule asks; each has its sentence in content/wording/cross-posting.yaml. */
export const judgedParts = ['source', 'kind', 'words', 'issuer', 'number', 'exclude', 'since', 'there'] as const;
export type JudgedPart = (typeof judgedParts)[number];

export interface JudgedReason {
  part: JudgedPart;
  fits: boolean;
  /** What the page has, and what the rule asks, as staff read them. */
  fields: { has: string; asked: string };
}

export interface Judgement {
  rule: string;
  takes: boolean;
  /** Everything the rule asks, in its order, fitting or not. */
  reasons: JudgedReason[];
}

/**
 * Whether a rule takes a page, and why or why not. Pure.
 * @param since the moment from which on its pages are taken, ms UTC; null while the rule has never been read into the
 * versions of the configuration
 */
export function judgeRule({ id, match }: CrossPostingRule, page: JudgedPage, since: number | null): Judgement {
  const { title, number, issuer, publishedAt } = page;
  const reasons: JudgedReason[] = [];
  const ask = (part: JudgedPart, fits: boolean, has: string, asked: string) =>
    reasons.push({ part, fits, fields: { has, asked } });
  const oneOf = (
    part: JudgedPart,
    asked: readonly string[] | undefined,
    has: string,
    fits: (word: string) => boolean,
  ) => asked && ask(part, asked.some(fits), asked.find(fits) ?? has, asked.join('、'));
  oneOf('source', match.sources, page.source, (word) => word === page.source);
  oneOf('kind', match.kinds, page.columnKind, (word) => word === page.columnKind);
  oneOf('words', match.words, title, (word) => title.includes(word));
  oneOf('issuer', match.issuers, issuer ?? '', (word) => issuer?.includes(word) ?? false);
  oneOf('number', match.numbers, number ?? '', (prefix) => number?.startsWith(prefix) ?? false);
  const barred = match.exclude?.find((word) => title.includes(word));
  if (match.exclude) ask('exclude', barred === undefined, barred ?? '', match.exclude.join('、'));
  const day = (at: number | null) => (at === null ? '' : beijingDay(at));
  ask('since', since !== null && publishedAt !== null && publishedAt >= since, day(publishedAt), day(since));
  if (page.withdrawn) ask('there', false, '', '');
  return { rule: id, takes: reasons.every(({ fits }) => fits), reasons };
}
