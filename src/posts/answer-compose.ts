import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AskedWrongly } from '../errors.ts';
import { type PictureShelf, picturesInMemory } from './asset-store.ts';
import { composePost } from './compose-post.ts';
import type { Composing, Composition } from './composing.ts';
import type { FetchBytes } from './fetch-images.ts';
import type { Finding } from './finding.ts';
import { picturesBeside } from './pictures-beside.ts';
import type { Composed } from './post.ts';
import { previewHtml } from './preview/preview-html.ts';
import { readMaterial } from './read-material.ts';
import { visibleText } from './visible-text.ts';

/** What `govcast compose` answers; lengths are UTF-16 code units. */
export interface ComposeAnswer {
  articles: {
    title: string;
    author: string;
    digest: string;
    html: string;
    text: string;
    contentSourceUrl: string | null;
    cover: { file: string; width: number; height: number } | null;
    htmlCharacters: number;
  }[];
  /** The form for another kind of channel, when one was asked for. */
  form?: string;
  findings: Finding[];
}

export interface ComposeAsked {
  composing: Composing;
  /** Pictures on the web; a command without the network passes one that refuses. */
  fetchBytes: FetchBytes;
  /** The checks of review/, in their order. */
  check: (composed: Composed) => Finding[];
  /** Folder that covers are written to. */
  coverFolder: string;
  /** Kind of channel whose form is wanted: `wechat` (the articles), `wecom-robot`, `plain`. */
  channel?: string;
  /** File to write a preview to. */
  preview?: string;
}

/**
 * Composes a file without a database: a Markdown post, an extracted page or a bundle.
 * @throws FixContent naming the file and line; AskedWrongly for a kind of channel that no form is made for
 */
export async function answerCompose(file: string, asked: ComposeAsked): Promise<ComposeAnswer> {
  const draft = await readMaterial(file, asked.composing);
  const shelf = picturesInMemory();
  const composition = await composePost(draft, asked.composing, shelf, picturesBeside(file, asked.fetchBytes));
  return await answerComposition(composition, shelf, asked);
}

/** The same answer for a post that is already composed (`post:ID`). */
export async function answerComposition(
  { composed, findings: found }: Composition,
  shelf: PictureShelf,
  asked: Omit<ComposeAsked, 'fetchBytes'>,
): Promise<ComposeAnswer> {
  const form = formFor(composed, asked.channel);
  const findings = merged(found, asked.check(composed));
  const articles: ComposeAnswer['articles'] = [];
  for (const article of composed.articles) {
    const { title, author, digest, html, sourceUrl } = article;
    const cover = article.cover && {
      file: await writeCover(article.cover.sha256, shelf, asked.coverFolder),
      ...sizeOf(article.cover),
    };
    const text = visibleText(html);
    articles.push({
      title,
      author,
      digest,
      html,
      text,
      contentSourceUrl: sourceUrl,
      cover,
      htmlCharacters: html.length,
    });
  }
  if (asked.preview !== undefined) {
    await mkdir(dirname(asked.preview), { recursive: true });
    const { limits, office } = asked.composing;
    await writeFile(asked.preview, await previewHtml({ composed, findings }, shelf, { limits, account: office }));
  }
  return { articles, ...(form === null ? {} : { form }), findings };
}

function formFor({ forms }: Composed, channel: string | undefined): string | null {
  if (channel === undefined || channel.startsWith('wechat')) return null;
  const form = forms[channel];
  if (form !== undefined) return form;
  throw new AskedWrongly({
    code: 'compose-channel',
    message: `no form is composed for the channel kind ${channel}`,
    remedy: `Use one of wechat, ${Object.keys(forms).join(', ')}.`,
  });
}

/** A check knows the place in the text: what composing said under the same name is said by the check alone. */
function merged(composing: readonly Finding[], checked: readonly Finding[]): Finding[] {
  const names = new Set(checked.map((f) => f.check));
  return [...composing.filter((f) => !names.has(f.check)), ...checked];
}

async function writeCover(sha256: string, shelf: PictureShelf, folder: string): Promise<string> {
  const picture = await shelf.get(sha256);
  const file = join(folder, `cover-${sha256.slice(0, 16)}.${picture?.mediaType === 'image/jpeg' ? 'jpg' : 'png'}`);
  await mkdir(folder, { recursive: true });
  if (picture) await writeFile(file, picture.bytes);
  return file;
}

function sizeOf({ width, height }: { width: number; height: number }) {
  return { width, height };
}
