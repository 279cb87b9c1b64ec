import fc from 'fast-check';
import type { Article } from '../../../src/portal/article.ts';
import { blankPage } from '../../../src/posts/blank-page.ts';
import type { Quote } from '../../../src/posts/structure/quote.ts';
import { policyPages } from '../../../src/sandbox/portal/pages/policy-pages.ts';

/** A page with a text. */
export function articleWith(text: string, more: Partial<Article> = {}): Article {
  return { ...blankPage, title: '示例市住房保障办法', text, html: `<p>${text}</p>`, ...more };
}

/** A policy of the rehearsal portal by a piece of its title. */
export function policyOf(words: string): Article {
  const page = policyPages.find((p) => p.title.includes(words));
  if (!page) throw new Error(`no policy of ${words}`);
  const { number = null, issuer = null } = page.document ?? {};
  return articleWith(page.text, {
    title: page.title,
    number,
    issuer,
    url: 'http://zjj.shili.example/zwgk/t1.html',
    marking: 'public',
    publishedAt: Date.parse('2026-11-18T09:12:00+08:00'),
  });
}

export const allPolicies: Article[] = policyPages.map((p) => policyOf(p.title));

/** Everything in a value that claims to be a quote. */
export function quotesIn(value: unknown): Quote[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(quotesIn);
  const { text, start, end, from } = value as Partial<Quote>;
  const own =
    typeof text === 'string' && typeof start === 'number' && typeof end === 'number'
      ? [{ text, start, end, from: from ?? '' }]
      : [];
  return [...own, ...Object.values(value).flatMap(quotesIn)];
}

const word = fc.constantFrom(
  ...'申请人 应当同时符合下列条件： 不得 严禁 每台15万元 不超过320元 20％ 由40万元提高至50万元 自2026年12月1日起施行 有效期5年'.split(
    ' ',
  ),
  ...'11月30日前 （一）年满18周岁； （二）有住房； 第八条 一、 二、总则 第二章　资金 1.身份证 ， 。 ； ： “ ” 《 》 （ ） \n \n\n \u3000'.split(
    ' ',
  ),
  ...'自受理之日起3个工作日内审核 咨询电话0000-8860123 a@b.example 由住房科负责受理 责令改正 罚款 适用本办法 所称住房，是指 同时废止'.split(
    ' ',
  ),
  ...'办理流程分为申请、审核、公示三个环节 提交下列材料： 12345 http://a.example/b_c?d=1 *_[]<>#`~ 😀 𠮷 ① 百分之五 附件：'.split(
    ' ',
  ),
);
/** Texts made of what real ones are made of, in any order, with anything between but NUL, which no parser hands on. */
export const anyText = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));
