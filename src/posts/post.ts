import type { Marking } from '../portal/article.ts';

/** A post is one to eight articles. This is the composed revision: exactly what the content hash covers (decisions 4). */
export interface Composed {
  kind: PostKind;
  /** M-01: which of the four jobs of an account it does; null while nobody has chosen, and then it cannot be submitted. */
  job: PostJob | null;
  marking: Marking | null;
  /** `public`, or the name of a directed list. */
  audience: string;
  /** a day or 长期. */
  publicUntil: string;
  /** The source line of a repost (N-09), else null. */
  source: string | null;
  /** O-17: the unit that a good practice comes from; absent on other kinds. */
  unit?: string;
  /** 政策咨询电话 (I-10) that its forms print; absent when there is none. */
  telephone?: string;
  /** Who drafted it, until a person has taken it over; absent when a person wrote it. */
  drafted?: DraftedMark;
  articles: ComposedArticle[];
  /** Plain text forms of the post by channel kind, e.g. the markdown for `wecom-robot`. */
  forms: Record<string, string>;
}

/**
 * Drafted by fixed patterns out of quotes, or with words of a language model: then every sentence it wrote, and every
 * figure, date and name among them that the original does not have.
 */
export type DraftedMark = { by: 'machine' } | { by: 'model'; model: string; wrote: string[]; unsourced: string[] };

export interface ComposedArticle {
  title: string;
  author: string;
  digest: string;
  /** WeChat-safe HTML; every image is `<img src="asset:SHA256">` and stands in the table `asset`. */
  html: string;
  /** Target of 阅读原文. */
  sourceUrl: string | null;
  /** `square` is the part for 1:1 of a cover that tells the whole there: `X1_Y1_X2_Y2`, fractions (channel-apis 1.4). */
  cover: { sha256: string; width: number; height: number; square?: string } | null;
  /** SHA-256 (hex) of every image in the HTML, in order. */
  images: string[];
}

export const postKinds = [
  'policy',
  'news',
  'notice',
  'repost',
  'consultation',
  'guide',
  'topic',
  'experience',
  'other',
] as const;
export type PostKind = (typeof postKinds)[number];

/** As staff write and read the kinds. */
export const kindNames: Readonly<Record<PostKind, string>> = {
  policy: '政策',
  news: '新闻',
  notice: '通知',
  repost: '转载',
  consultation: '征求意见',
  guide: '办事指南',
  topic: '专题',
  experience: '经验',
  other: '其他',
};

export const postJobs = ['publish', 'interpret', 'respond', 'serve'] as const;
export type PostJob = (typeof postJobs)[number];

/** M-01: the four jobs of an account as staff write and read them. */
export const jobNames: Readonly<Record<PostJob, string>> = {
  publish: '信息发布',
  interpret: '政策解读',
  respond: '舆情回应',
  serve: '办事服务',
};

export const markings = ['public', 'on-request', 'withheld'] as const;

/** the disclosure attribute as staff write and read it. */
export const markingNames: Readonly<Record<Marking, string>> = {
  public: '主动公开',
  'on-request': '依申请公开',
  withheld: '不予公开',
};

/** A kind, job or marking by its own word or its Chinese name; null for anything else. */
export function namedIn<T extends string>(names: Readonly<Record<T, string>>, word: string): T | null {
  const entries: [string, string][] = Object.entries(names);
  const found = entries.find(([code, name]) => code === word || name === word)?.[0];
  return Object.keys(names).find((code): code is Extract<T, string> => code === found) ?? null;
}

/** What a platform takes at most, all lengths as it counts them: 字 are Unicode code points, HTML is UTF-16 code units. */
export interface Limits {
  titleChars: number;
  authorChars: number;
  digestChars: number;
  /** The body must stay below this many characters of HTML, styles included. */
  htmlCharsBelow: number;
  htmlBytesBelow: number;
  articles: number;
  sourceUrlBytes: number;
}
