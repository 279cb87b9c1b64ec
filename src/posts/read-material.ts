import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseBeijing } from '../calendar/beijing-time.ts';
import { parseYaml } from '../config/read-yaml.ts';
import { type Form, forms } from '../policy/form.ts';
import type { Article } from '../portal/article.ts';
import { draftBundle, type PageMaterial } from './compose-bundle.ts';
import type { PostDraft } from './compose-draft.ts';
import { draftItem } from './compose-item.ts';
import { draftMarkdown } from './compose-markdown.ts';
import type { Composing } from './composing.ts';
import { readMarkdownFile } from './read-content-folder.ts';

const text = z.string().nullable().default(null);
const formCodes = Object.keys(forms).filter((code): code is Form => code in forms);

/** An article as `govcast extract --json` prints it; what is missing is null. */
const page = z
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
const bundle = z.object({
  policy: page,
  interpretations: z.array(interpretation).default([]),
  telephone: text,
  publicUntil: z.string().default(''),
});

/**
 * Reads what `govcast compose FILE` composes: a Markdown post, the JSON of an extracted page, or a bundle
 * `{policy, interpretations:[{…, form}], telephone?}`.
 * @throws FixContent (ConfigProblems) naming the file, the line and the remedy
 */
export async function readMaterial(file: string, composing: Composing): Promise<PostDraft> {
  if (!file.endsWith('.json')) return draftMarkdown(await readMarkdownFile(file), composing);
  const written = await readFile(file, 'utf8');
  const isBundle = /^\s*\{[\s\S]*"policy"\s*:\s*\{/.test(written);
  if (!isBundle) return draftPage(parseYaml(file, written, page).value, composing);
  const { policy, interpretations, telephone, publicUntil } = parseYaml(file, written, bundle).value;
  return draftBundle(
    {
      policy: unmarked(policy),
      interpretations: interpretations.map((article) => ({ ...unmarked(article), form: article.form })),
      telephone,
      publicUntil,
    },
    composing,
  );
}

/** A page by itself is a policy when it has a document number, else news. */
function draftPage(article: Article, composing: Composing): PostDraft {
  const kind = article.number === null ? 'news' : 'policy';
  return draftItem({ ...unmarked(article), kind, job: 'publish', publicUntil: '' }, composing);
}

function unmarked(article: Article): PageMaterial {
  return { article, markingIfBlank: null };
}
