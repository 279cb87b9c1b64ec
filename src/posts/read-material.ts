import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseBeijing } from '../calendar/beijing-time.ts';
import { parseYaml } from '../config/read-yaml.ts';
import { type Form, forms } from '../policy/form.ts';
import type { Article } from '../portal/article.ts';
import { draftBundle } from './compose-bundle.ts';
import { draftItem } from './compose-item.ts';
import { draftMarkdown } from './compose-markdown.ts';
import { draftTopic } from './compose-topic.ts';
import type { Composing } from './composing.ts';
import { type BundleMaterial, bundleLayouts, type PageMaterial } from './page-material.ts';
import { postJobs, postKinds } from './post.ts';
import type { PostDraft } from './post-draft.ts';
import { readMarkdownFile } from './read-content-folder.ts';

const text = z.string().nullable().default(null);
const formCodes = Object.keys(forms).filter((code): code is Form => code in forms);

/** An article as `govcast extract --json` prints it; what is missing is null. */
export const page = z
  .object({
    url: text,
    family: z.string().default('generic'),
    title: text,
    number: text,
    issuer: text,
    indexNumber: text,
    subject: text,
    writtenOn: text,
    publishedAt: z.union([z.number(), z.string()]).nullable().default(null),
    source: text,
    author: text,
    marking: z.enum(['public', 'on-request', 'withheld']).nullable().default(null),
    validity: text,
    text: z.string().default(''),
    html: z.string(),
    images: z.array(z.object({ url: z.string(), alt: z.string().default('') })).default([]),
    attachments: z
      .array(z.object({ url: z.string(), name: z.string().default(''), type: z.string().default('') }))
      .default([]),
    links: z.array(z.object({ url: z.string(), text: z.string().default('') })).default([]),
    column: text,
    warnings: z.array(z.object({ code: z.string(), message: z.string() })).default([]),
  })
  .transform(({ publishedAt, ...rest }): Article => {
    const at = typeof publishedAt === 'string' ? parseBeijing(publishedAt) : publishedAt;
    return { ...rest, publishedAt: at };
  });

const interpretation = z.intersection(page, z.object({ form: z.enum(formCodes).default('其他') }));
const until = z.string().default('');
const job = z.enum(postJobs).nullable().default(null);
const item = z.intersection(page, z.object({ kind: z.enum(postKinds).optional(), job, publicUntil: until }));
const bundle = z.object({
  policy: page,
  interpretations: z.array(interpretation).default([]),
  telephone: text,
  publicUntil: until,
  layout: z.enum(bundleLayouts).optional(),
});
const consultation = z.object({ consultation: page, result: page.optional(), job, publicUntil: until });
const topic = z.object({
  topic: z.string().min(1),
  introduction: z.string().default(''),
  policies: z.array(page),
  job,
  publicUntil: until,
});
const perhaps = z.unknown().optional();
/** Which of its forms a file has is told by the field that is there. */
const which = z.object({ policy: perhaps, consultation: perhaps, topic: perhaps });

/**
 * Reads what `govcast compose FILE` composes: a Markdown post, the JSON of an extracted page (with `kind` and `job` where
 * they are chosen), a bundle `{policy, interpretations:[{…, form}], telephone?, layout?}`, a consultation
 * `{consultation, result?}` or a topic `{topic, introduction?, policies:[…]}`.
 * @throws FixContent (ConfigProblems) naming the file, the line and the remedy
 */
export async function readMaterial(file: string, composing: Composing): Promise<PostDraft> {
  if (!file.endsWith('.json')) return draftMarkdown(await readMarkdownFile(file), composing);
  const written = await readFile(file, 'utf8');
  const { value } = parseYaml(file, written, which);
  if (value.policy !== undefined) return draftBundle(bundleIn(file, written), composing);
  if (value.consultation !== undefined) {
    const { consultation: call, result, ...known } = parseYaml(file, written, consultation).value;
    const pages = { ...unmarked(call), result: result && unmarked(result) };
    return draftItem({ ...pages, ...known, kind: 'consultation' }, composing);
  }
  if (value.topic !== undefined) {
    const { topic: title, introduction, policies, ...known } = parseYaml(file, written, topic).value;
    return draftTopic({ title, introduction, policies: policies.map(unmarked), ...known }, composing);
  }
  return draftPage(parseYaml(file, written, item).value, composing);
}

function bundleIn(file: string, written: string): BundleMaterial {
  const { policy, interpretations, ...known } = parseYaml(file, written, bundle).value;
  const explaining = interpretations.map((article) => ({ ...unmarked(article), form: article.form }));
  return { policy: unmarked(policy), interpretations: explaining, ...known };
}

/** A page by itself is a policy when it has a document number, else news, unless the file says what it is. */
function draftPage(
  { kind: said, job: chosen, publicUntil, ...article }: z.output<typeof item>,
  composing: Composing,
): PostDraft {
  const kind = said ?? (article.number === null ? 'news' : 'policy');
  return draftItem({ ...unmarked(article), kind, job: chosen ?? (said ? null : 'publish'), publicUntil }, composing);
}

function unmarked(article: Article): PageMaterial {
  return { article, markingIfBlank: null };
}
