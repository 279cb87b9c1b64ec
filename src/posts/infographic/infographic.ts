import { z } from 'zod';

/** Longest text of one item, UTF-16 code units: what a reader still reads on a picture, twice over. */
export const longestText = 400;
const text = z.string().trim().min(1).max(longestText);
const short = z.string().trim().min(1).max(80);
/** Where in the document it stands: 第八条. */
const from = z.string().trim().max(80).default('');
/** Closes a block that the document says more for than it shows. */
const more = short.optional();
const heading = z.string().trim().min(1).max(30);
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(20);

const callout = z.strictObject({ kind: z.literal('callout'), heading, text, from });
const figures = z.strictObject({
  kind: z.literal('figures'),
  heading,
  more,
  cards: some(z.strictObject({ value: short, text, from })),
});
const list = z.strictObject({
  kind: z.literal('list'),
  heading,
  more,
  /** `check` for what is to be fulfilled, `cross` for what is forbidden. */
  sign: z.enum(['number', 'check', 'cross', 'dot']).default('dot'),
  lead: text.optional(),
  items: some(z.strictObject({ title: short.optional(), text, from })),
});
const steps = z.strictObject({
  kind: z.literal('steps'),
  heading,
  more,
  steps: some(z.strictObject({ text, limit: short.optional(), from })),
});
const timeline = z.strictObject({
  kind: z.literal('timeline'),
  heading,
  more,
  points: some(z.strictObject({ when: short, text, from })),
});
const table = z.strictObject({
  kind: z.literal('table'),
  heading,
  more,
  rows: some(z.strictObject({ label: short, value: short })),
  from,
});
const contacts = z.strictObject({
  kind: z.literal('contacts'),
  heading,
  more,
  lines: some(z.strictObject({ label: short, text })),
});

export const infographicSchema = z.strictObject({
  /** Name of a file of content/infographics without its ending. */
  design: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('blue'),
  /** Who compared the picture with the original. While it is empty, the picture says that a machine drafted it. */
  confirmed_by: z.string().trim().max(40).default(''),
  title: z.string().trim().min(1).max(120),
  number: z.string().trim().max(60).default(''),
  issuer: z.string().trim().max(120).default(''),
  blocks: z
    .array(z.discriminatedUnion('kind', [callout, figures, list, steps, timeline, table, contacts]))
    .min(1)
    .max(24),
  source: z.strictObject({
    title: z.string().trim().max(200).default(''),
    /** Of the original; its QR code is printed. */
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1024)]).default(''),
    published_on: z.string().trim().max(40).default(''),
  }),
});

/** What a person edits and `draft render` draws: a long picture as blocks. */
export type Infographic = z.output<typeof infographicSchema>;
export type Block = Infographic['blocks'][number];
export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;
