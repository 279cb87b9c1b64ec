/** Fields of a post's head that only one kind of post has, in Chinese or in the words of the code. */
import { z } from 'zod';
import { parseBeijing } from '../calendar/beijing-time.ts';
import { type Manner, mannerNames, manners } from './manner.ts';
import { namedIn } from './post.ts';
import { guideFields } from './service-guide.ts';

const says = (expected: string, remedy: string) => ({ error: expected, params: { remedy } });
const text = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const day = z
  .string()
  .refine(
    (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && parseBeijing(value) !== null,
    says('a day', 'Write the day as 2026-11-20.'),
  );
const address = z
  .string()
  .trim()
  .refine(
    (value) => /^https?:\/\/[^\s/]+/i.test(value) && URL.canParse(value),
    says('an address on the web', 'Write the whole address, https://… .'),
  );

/** C-10: where the text stands on the portal; 阅读原文 leads there. */
export const originalField = address;

/** E-06: the seven fields; a missing one is a finding, not an error, so that the draft can be seen. */
export const guideField = z.preprocess(
  renamed(
    Object.fromEntries(
      Object.entries(guideFields).flatMap(([key, { name, labels }]) =>
        [name, ...labels.split('|')].map((n) => [n, key]),
      ),
    ),
  ),
  z.strictObject({
    item: text.optional(),
    basis: text.optional(),
    procedure: text.optional(),
    conditions: text.optional(),
    fee: text.optional(),
    unit: text.optional(),
    phone: text.optional(),
  }),
);

/** E-02: the days, the ways to reply, and later what became of the opinions (Markdown). */
export const consultationField = z.preprocess(
  renamed({ 开始: 'opens', 截止: 'closes', 方式: 'ways', 采纳情况: 'result' }),
  z
    .strictObject({
      opens: day.optional(),
      closes: day,
      ways: z.preprocess((v) => (typeof v === 'string' ? [v] : v), z.array(z.string().trim().min(1)).min(1)),
      result: z.string().trim().min(1).optional(),
    })
    .transform(({ opens = '', closes, ways, result }) => ({ opensOn: opens, closesOn: closes, ways, result })),
);

/** C-09: the policies of a topic in the chosen order, each with its issuer and its own link. */
export const topicField = z
  .array(
    z.preprocess(
      renamed({ 标题: 'title', 单位: 'issuer', 链接: 'url', 文号: 'number' }),
      z.strictObject({
        title: z.string().trim().min(1),
        issuer: z.string().trim().min(1),
        url: address,
        number: z.string().trim().default(''),
      }),
    ),
  )
  .min(1);

/** the manners of release. */
export const mannerField = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value]).map((v) => (typeof v === 'string' ? mannerOf(v) : v)),
  z.array(z.enum(manners)).min(1),
);

function mannerOf(word: string): Manner | string {
  return namedIn(mannerNames, word) ?? word;
}

function renamed(names: Readonly<Record<string, string>>) {
  return (value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [names[key] ?? key, v]));
  };
}
