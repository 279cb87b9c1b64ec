import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve, sep } from 'node:path';
import { FixContent } from '../errors.ts';
import type { FetchBytes } from './fetch-images.ts';

const MAX_BYTES = 50 * 1024 * 1024;

/** The file that a relative address in a Markdown file means; null for an address on the web. */
export function pictureFile(file: string, url: string): string | null {
  if (/^[a-z][a-z0-9+.-]+:/i.test(url) && !isOwnMachine(url)) return null;
  return resolve(dirname(resolve(file)), decoded(url).replaceAll('\\', '/'));
}

/**
 * Reads pictures that lie beside a file or below it; addresses on the web go to `fetchBytes`. Nothing above the file's
 * own folder is read, by no way round, links in the folder included.
 */
export function picturesBeside(file: string, fetchBytes: FetchBytes): FetchBytes {
  return async (url) => {
    const beside = pictureFile(file, url);
    if (beside === null) return await fetchBytes(url);
    const place = `${file}: ${decoded(url)}`;
    if (isOwnMachine(decoded(url))) throw wrongPlace(place, '写的是某台电脑上的路径');
    const folder = await realpath(dirname(resolve(file)));
    const path = await existing(beside, place);
    if (!path.startsWith(folder + sep)) throw wrongPlace(place, '图片不在稿件所在的文件夹里');
    const { size, isFile } = await stat(path).then((s) => ({ size: s.size, isFile: s.isFile() }));
    if (!isFile) throw wrongPlace(place, '这不是图片文件');
    if (size > MAX_BYTES) throw wrongPlace(place, `图片有 ${Math.round(size / 1024 / 1024)} MB，超过 50 MB`);
    return await readFile(path);
  };
}

/** `C:\…`, `D:/…`, `file:///…`, `/home/…`: what an editor writes when a picture is dragged into a text. */
function isOwnMachine(url: string): boolean {
  return /^([a-z]:[\\/]|file:|\/|\\)/i.test(url);
}

/** Markdown writes `冬季 供暖.png` as `%E5%86%AC…%20…`; a name that is no such code is taken as it stands. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** The path as the disk has it. Names come in two Unicode forms; a Mac writes the other one. */
async function existing(path: string, place: string): Promise<string> {
  for (const name of [path, path.normalize('NFC'), path.normalize('NFD')]) {
    const found = await realpath(name).catch(() => null);
    if (found !== null) return found;
  }
  const near = await similar(path);
  throw new FixContent({
    code: 'picture-missing',
    message: near === null ? '文件夹里没有这张图片' : `文件夹里没有这张图片，有一张叫 ${near}`,
    place,
    remedy: 'Put the picture beside the Markdown file, or mend its name in the text.',
  });
}

/** A file of the same folder whose name differs by case, blanks or its ending only. */
async function similar(path: string): Promise<string | null> {
  const plain = (name: string) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\.[a-z0-9]+$|[\s_-]/g, '');
  const names = await readdir(dirname(path)).catch(() => []);
  return (
    names.find((name) => /\.(png|jpe?g|gif|webp|bmp|svg)$/i.test(name) && plain(name) === plain(basename(path))) ?? null
  );
}

function wrongPlace(place: string, why: string): FixContent {
  return new FixContent({
    code: 'picture-place',
    message: why,
    place,
    remedy: 'Put the picture beside the Markdown file and write its name only.',
  });
}
