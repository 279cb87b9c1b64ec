import { open, readdir, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { FixContent, TryLater } from '../errors.ts';
import { type MarkdownFile, readFrontMatter } from './front-matter.ts';
import { markdownText } from './markdown-text.ts';

/** A file that was written this short a time ago may still be on its way to the disk: the next look reads it. */
const SETTLE_MS = 2_000;
/** The clock of a file server may be this far ahead. */
const SKEW_MS = 60_000;
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * Every `*.md` of a folder and of the folders in it, readable or not, in the order of their names; null when the folder
 * itself cannot be read. README.md is not a post, nor is what editors keep beside a file (`.x.md.swp`, `~x.md`).
 */
export async function listContentFolder(folder: string): Promise<string[] | null> {
  const entries = await readdir(folder, { recursive: true }).catch(() => null);
  return (
    entries
      ?.filter(isPost)
      .sort()
      .map((name) => join(folder, name)) ?? null
  );
}

/**
 * Reads one file of the folder; null while it is just being written: it is left for the next look.
 * @param now ms UTC
 * @throws FixContent, TryLater as readMarkdownFile
 */
export async function readSettled(path: string, now: number): Promise<MarkdownFile | null> {
  const { bytes, mtimeMs } = await readWhole(path);
  const age = now - mtimeMs;
  if (age < SETTLE_MS && age > -SKEW_MS) return null;
  return readFrontMatter(path, markdownText(path, bytes));
}

/**
 * Reads one Markdown file that a person names: as it is now, settled or not.
 * @throws FixContent naming the file, the line and the remedy
 * @throws TryLater while it is being written
 */
export async function readMarkdownFile(file: string): Promise<MarkdownFile> {
  return readFrontMatter(file, markdownText(file, (await readWhole(file)).bytes));
}

/** A file as the subject of a post: its path from the content folder, or whole when it lies elsewhere. */
export function fileSubject(file: string, contentFolder: string): string {
  const path = relative(resolve(contentFolder), resolve(file));
  return (path.startsWith('..') || isAbsolute(path) ? resolve(file) : path.split(sep).join('/')).normalize('NFC');
}

function isPost(name: string): boolean {
  const parts = name.split(sep);
  return /\.md$/i.test(name) && basename(name) !== 'README.md' && !parts.some((part) => /^[.~]/.test(part));
}

/** The bytes of a file that nobody wrote to meanwhile. */
async function readWhole(file: string): Promise<{ bytes: Buffer; mtimeMs: number }> {
  try {
    const before = await stat(file);
    if (!before.isFile() || before.size > MAX_BYTES) throw notOurs(file, before.size);
    const handle = await open(file, 'r');
    try {
      const bytes = await handle.readFile();
      const after = await handle.stat();
      if (after.ino !== before.ino || after.mtimeMs !== before.mtimeMs || after.size !== bytes.length)
        throw beingSaved(file);
      return { bytes, mtimeMs: after.mtimeMs };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof FixContent || cause instanceof TryLater) throw cause;
    throw new FixContent({
      code: 'content-file',
      message: `${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      place: file,
      remedy: 'Check the name of the file and that govcast may read it.',
      cause,
    });
  }
}

function beingSaved(file: string): TryLater {
  return new TryLater({
    code: 'content-half-written',
    message: `${file} is being saved`,
    place: file,
    remedy: 'Wait until it is saved and try again.',
    retryAfterMs: 10_000,
  });
}

function notOurs(file: string, size: number): FixContent {
  return new FixContent({
    code: 'content-file',
    message: `${file} is no Markdown file: ${size} bytes, or no file at all`,
    place: file,
    remedy: 'Keep only texts in content/posts; pictures lie beside them under their own names.',
  });
}
