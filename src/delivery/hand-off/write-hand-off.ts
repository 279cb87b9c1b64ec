import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Refused } from '../../errors.ts';
import type { HandOffFile } from './hand-off.ts';
import { zipHandOff } from './zip-hand-off.ts';

/**
 * Writes a hand-off as a folder, or as one file when the name ends in `.zip`. It is written under another name and
 * renamed when every byte is on the disk, so that what stands under its own name is whole; a crash leaves a name that
 * begins with a dot and ends in `.part`.
 * @param mark makes that other name one of its own
 * @param at moment for the entries of a zip, ms UTC
 * @returns false when the very same hand-off stands there already
 * @throws Refused when something else does
 */
export async function writeHandOff(
  files: readonly HandOffFile[],
  out: string,
  { mark, at }: { mark: string; at: number },
): Promise<boolean> {
  const target = resolve(out);
  const zip = /\.zip$/i.test(target);
  const bytes = zip ? zipHandOff(files, at) : null;
  if (await exists(target)) {
    if (bytes ? await isSameFile(target, bytes) : await isSameFolder(target, files)) return false;
    throw occupied(out);
  }
  await mkdir(dirname(target), { recursive: true });
  const part = join(dirname(target), `.${basename(target)}.${mark}.part`);
  try {
    if (bytes) await writeWhole(part, bytes);
    else await writeFolder(part, files);
    await rename(part, target);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (error instanceof Error && 'code' in error && /^(ENOTEMPTY|EEXIST|ENOTDIR|EISDIR)$/.test(String(error.code))) {
      throw occupied(out);
    }
    throw error;
  }
  return true;
}

async function writeFolder(folder: string, files: readonly HandOffFile[]): Promise<void> {
  for (const { name, bytes } of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, bytes);
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

async function isSameFile(path: string, bytes: Uint8Array): Promise<boolean> {
  return await readFile(path).then(
    (there) => there.equals(bytes),
    () => false,
  );
}

async function isSameFolder(folder: string, files: readonly HandOffFile[]): Promise<boolean> {
  for (const { name, bytes } of files) if (!(await isSameFile(join(folder, name), bytes))) return false;
  return true;
}

function occupied(out: string): Refused {
  return new Refused({
    code: 'hand-off-exists',
    message: `${out} is there already and holds something else`,
    place: out,
    remedy: 'Name another folder or file with --out; an older hand-off of this post is void and may be deleted.',
  });
}
