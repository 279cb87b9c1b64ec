import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Refused } from '../../errors.ts';

/** A file that a draft consists of; `name` without folder. */
export interface DraftFile {
  name: string;
  bytes: Buffer;
}

/** What the machine wrote, by name: SHA-256 (hex). A file that is not as it stands here was edited by a person. */
const record = 'drafted.json';
const recordSchema = z.record(z.string(), z.string());

/**
 * Writes the files of a draft, all of them or none that matters: an edit by a person is never written over. The record is
 * written first, so that a file which a crash left half done counts as edited and is left alone.
 * @throws Refused `draft-edited` naming the file and the remedy
 */
export async function writeDrafts(folder: string, files: readonly DraftFile[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const known = await readRecord(folder);
  for (const { name, bytes } of files) {
    const there = await hashOf(join(folder, name));
    if (there !== null && there !== known[name] && there !== sha256(bytes)) throw edited(join(folder, name));
  }
  for (const { name, bytes } of files) known[name] = sha256(bytes);
  await replaceFile(join(folder, record), Buffer.from(`${JSON.stringify(known, null, 2)}\n`));
  for (const { name, bytes } of files) await replaceFile(join(folder, name), bytes);
  return files.map(({ name }) => join(folder, name));
}

/** Takes away files of an earlier drawing that the machine wrote and nobody has touched; others stay. */
export async function removeDrafts(folder: string, names: readonly string[]): Promise<void> {
  const known = await readRecord(folder);
  for (const name of names) {
    const file = join(folder, name);
    if ((await hashOf(file)) !== null && (await hashOf(file)) === known[name]) await rm(file);
  }
}

/** Whether a file is just as the machine wrote it. */
export async function isUntouched(folder: string, name: string): Promise<boolean> {
  const there = await hashOf(join(folder, name));
  return there !== null && there === (await readRecord(folder))[name];
}

/** The first of `name`, `name（2）`, `name（3）` … of which no file in the folder is named. */
export async function freeName(folder: string, name: string): Promise<string> {
  const there = await readdir(folder).catch((): string[] => []);
  const isTaken = (candidate: string) =>
    there.some((file) => file.startsWith(candidate) && /^(?:\.|-\d+\.png$)/.test(file.slice(candidate.length)));
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? name : `${name}（${n}）`;
    if (!isTaken(candidate)) return candidate;
  }
}

async function readRecord(folder: string): Promise<Record<string, string>> {
  try {
    const read = recordSchema.safeParse(JSON.parse(await readFile(join(folder, record), 'utf8')));
    return read.success ? read.data : {};
  } catch {
    // No record: whatever lies there is a person's.
    return {};
  }
}

async function hashOf(file: string): Promise<string | null> {
  try {
    return sha256(await readFile(file));
  } catch {
    return null;
  }
}

/** Writes a file whole or not at all. */
export async function replaceFile(file: string, bytes: Buffer): Promise<void> {
  await writeFile(`${file}.new`, bytes);
  await rename(`${file}.new`, file);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function edited(file: string): Refused {
  return new Refused({
    code: 'draft-edited',
    message: `${file} was edited, or was not drafted here: it is not written over`,
    place: file,
    remedy: 'Add --again to draft beside it under a new name, or move the file away.',
  });
}
