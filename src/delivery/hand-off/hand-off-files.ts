import { createHash } from 'node:crypto';
import { isoBeijing } from '../../calendar/beijing-time.ts';
import { FixContent } from '../../errors.ts';
import type { ComposedArticle } from '../../posts/post.ts';
import { fileName, pasteHtml, placedPictures } from './article-text.ts';
import { checklistPage, checklistText } from './checklist.ts';
import type { HandOff, HandOffFile, Picture } from './hand-off.ts';
import { groupPage, indexPage, type PagedArticle } from './index-page.ts';
import { type HandOffWording, isGroup, stepsOf } from './steps.ts';

/**
 * The files of a hand-off, the manifest last: the page to paste from, the checklist, and a folder for each article with
 * its parts as text, its cover and its pictures in order. Pure: taken again, every byte is the same.
 * @param pictures every picture and cover of the text, by SHA-256
 * @throws FixContent when the post has no text for a group
 */
export function handOffFiles(
  handOff: HandOff,
  pictures: ReadonlyMap<string, Picture>,
  wording: HandOffWording,
): HandOffFile[] {
  const actWords = wording.acts[handOff.act]?.zh ?? handOff.act;
  const files = isGroup(handOff) ? groupFiles(handOff, actWords) : [];
  const articles = isGroup(handOff) ? [] : handOff.content.articles.map((each, i) => paged(each, i, pictures));
  const count = articles.reduce((sum, { placed }) => sum + placed.length, 0);
  const steps = stepsOf(handOff, wording, count, 'package');
  if (!isGroup(handOff)) files.push(textFile('index.html', indexPage(handOff, actWords, articles)));
  files.push(textFile('checklist.html', checklistPage(handOff, actWords, steps)));
  files.push(textFile('checklist.txt', `\uFEFF${checklistText(handOff, actWords, steps, articles)}`));
  for (const each of articles) files.push(...articleFiles(each, pictures));
  return [...files, manifest(handOff, files)];
}

/** What the manifest says of one file. */
export function fileEntry({ name, bytes }: HandOffFile): { name: string; bytes: number; sha256: string } {
  return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function paged(article: ComposedArticle, i: number, pictures: ReadonlyMap<string, Picture>): PagedArticle {
  const cover = article.cover && pictures.get(article.cover.sha256);
  return {
    article,
    folder: `article-${i + 1}`,
    placed: placedPictures(article.html, pictures),
    cover: cover ? fileName('cover', cover) : null,
  };
}

function articleFiles({ article, folder, placed, cover }: PagedArticle, pictures: ReadonlyMap<string, Picture>) {
  const { title, author, digest, sourceUrl, html } = article;
  const files = [
    textFile(`${folder}/title.txt`, title),
    textFile(`${folder}/author.txt`, author),
    textFile(`${folder}/digest.txt`, digest),
    ...(sourceUrl === null ? [] : [textFile(`${folder}/source-link.txt`, sourceUrl)]),
    textFile(`${folder}/body.html`, pasteHtml(html, placed)),
  ];
  const bytesOf = (sha256: string | undefined) => (sha256 === undefined ? undefined : pictures.get(sha256)?.bytes);
  const coverBytes = bytesOf(article.cover?.sha256);
  if (cover !== null && coverBytes) files.push({ name: `${folder}/${cover}`, bytes: coverBytes });
  for (const { sha256, name } of placed) {
    const bytes = bytesOf(sha256);
    if (bytes) files.push({ name: `${folder}/${name}`, bytes });
  }
  return files;
}

function groupFiles(handOff: HandOff, actWords: string): HandOffFile[] {
  const text = groupText(handOff);
  return [textFile('index.html', groupPage(handOff, actWords, text)), textFile('message.txt', text)];
}

/** What a group is sent. @throws FixContent when the post has no text for it */
export function groupText(handOff: HandOff): string {
  const { forms } = handOff.content;
  const text = (forms[handOff.kind] ?? forms.plain ?? '').trim();
  if (text === '') throw noText(handOff);
  return text;
}

function noText({ post, account }: HandOff): FixContent {
  return new FixContent({
    code: 'hand-off-text',
    message: `post ${post} has no text for the group ${account}`,
    place: `post:${post}`,
    remedy: 'Compose the post again and have it signed; nothing else may be sent in its place.',
  });
}

function manifest(handOff: HandOff, files: readonly HandOffFile[]): HandOffFile {
  const { delivery, post, channel, account, act, hash, takenBy, signatures } = handOff;
  const told = {
    govcast: 'hand-off',
    ...{ delivery, post, channel, account, act, contentHash: hash },
    dueAt: isoBeijing(handOff.dueAt),
    takenBy,
    takenAt: isoBeijing(handOff.takenAt),
    signatures: signatures.map(({ post: as, name, at }) => ({ as, name, at: isoBeijing(at) })),
    files: files.map(fileEntry),
  };
  return textFile('manifest.json', `${JSON.stringify(told, null, 2)}\n`);
}

function textFile(name: string, text: string): HandOffFile {
  return { name, bytes: Buffer.from(text) };
}
