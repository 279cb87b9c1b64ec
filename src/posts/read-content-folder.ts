import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { asProblem, FixContent, type Problem } from '../errors.ts';
import type { FetchBytes } from './fetch-images.ts';
import { type MarkdownFile, readFrontMatter } from './front-matter.ts';

export interface ContentFolder {
  files: MarkdownFile[];
  /** One for each file that cannot be read; the others are read all the same. */
  problems: Problem[];
}

/** Reads every `*.md` of a folder and of the folders in it, in the order of their names; README.md is not a post. */
export async function readContentFolder(folder: string): Promise<ContentFolder> {
  const files: MarkdownFile[] = [];
  const problems: Problem[] = [];
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const names = entries.filter((name) => name.endsWith('.md') && !name.endsWith('README.md')).sort();
  for (const name of names) {
    try {
      files.push(await readMarkdownFile(join(folder, name)));
    } catch (error) {
      problems.push(asProblem(error));
    }
  }
  return { files, problems };
}

/**
 * Reads one Markdown file.
 * @throws FixContent naming the file, the line and the remedy
 */
export async function readMarkdownFile(file: string): Promise<MarkdownFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new FixContent({
      code: 'content-file',
      message: `${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      place: file,
      remedy: 'Check the name of the file and that govcast may read it.',
      cause,
    });
  }
  return readFrontMatter(file, text);
}

/** A file as the subject of a post: its path from the content folder, or whole when it lies elsewhere. */
export function fileSubject(file: string, contentFolder: string): string {
  const path = relative(resolve(contentFolder), resolve(file));
  return path.startsWith('..') || isAbsolute(path) ? resolve(file) : path.split(sep).join('/');
}

/** The file that a relative address in a Markdown file means; null for an address on the web or a broken one. */
export function pictureFile(file: string, url: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return null;
  try {
    return resolve(dirname(resolve(file)), decodeURI(url));
  } catch {
    return resolve(dirname(resolve(file)), url);
  }
}

/**
 * Reads pictures that lie beside a file or below it; addresses on the web go to `fetchBytes`. Nothing above the file's
 * own folder is read, by no way round.
 */
export function picturesBeside(file: string, fetchBytes: FetchBytes): FetchBytes {
  return async (url) => {
    const beside = pictureFile(file, url);
    if (beside === null) return await fetchBytes(url);
    const folder = await realpath(dirname(resolve(file)));
    const path = await realpath(beside);
    if (!path.startsWith(folder + sep)) {
      throw new FixContent({
        code: 'picture-place',
        message: '图片不在稿件所在的文件夹里',
        place: `${file}: ${url}`,
        remedy: 'Put the picture beside the Markdown file.',
      });
    }
    return await readFile(path);
  };
}
