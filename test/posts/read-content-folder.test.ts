import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asProblem } from '../../src/errors.ts';
import { fileSubject, listContentFolder, readMarkdownFile, readSettled } from '../../src/posts/read-content-folder.ts';

const NOW = Date.parse('2026-11-20T09:00:00+08:00');
const text = '---\ntitle: 供暖指南\nkind: 办事指南\njob: 办事服务\n---\n正文\n';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govcast-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: string | Buffer, ageMs = 60_000) {
  await mkdir(join(folder, name, '..'), { recursive: true });
  await writeFile(join(folder, name), content);
  await utimes(join(folder, name), (NOW - ageMs) / 1000, (NOW - ageMs) / 1000);
}
const look = async () => {
  const paths = await listContentFolder(folder);
  const read: string[] = [];
  const codes: string[] = [];
  for (const path of paths ?? []) {
    const file = await readSettled(path, NOW).catch((error: unknown) => asProblem(error));
    if (file !== null && 'code' in file) codes.push(file.code);
    else if (file !== null) read.push(basename(file.file));
  }
  return { read, there: paths?.length, codes };
};

test('posts lie in the folder and below it; what editors keep beside them, and README.md, are none', async () => {
  for (const name of ['a.md', '2026/十一月/b.MD', 'README.md', '.a.md', '~a.md', '.trash/c.md', 'a.md.swp', 'a.txt']) {
    await write(name, text);
  }
  expect(await look()).toEqual({ read: ['b.MD', 'a.md'], there: 2, codes: [] });
});

test('a file that is just being written waits for the next look, and is there all the while', async () => {
  await write('a.md', text.slice(0, 40), 500);
  expect(await look()).toEqual({ read: [], there: 1, codes: [] });
  await write('a.md', text, 500);
  expect(await look()).toEqual({ read: [], there: 1, codes: [] });
  await write('a.md', text, 2_500);
  expect(await look()).toEqual({ read: ['a.md'], there: 1, codes: [] });
});

test('a file server whose clock is a little ahead does not make a fresh file look old', async () => {
  await write('a.md', text, -30_000);
  expect(await look()).toMatchObject({ read: [] });
});

test('one broken file keeps no other from being read', async () => {
  await write('a.md', text);
  await write('b.md', text.replace('kind: 办事指南', 'kind: 闲聊'));
  await write('c.md', Buffer.from([0, 1, 2]));
  expect(await look()).toEqual({ read: ['a.md'], there: 3, codes: ['config-value', 'content-charset'] });
});

test('a folder that cannot be read is not an empty one', async () => {
  expect(await listContentFolder(join(folder, 'none'))).toBeNull();
});

test('a file that a person names is read at once, and one that is none is named', async () => {
  await write('a.md', text, 0);
  expect(await readMarkdownFile(join(folder, 'a.md'))).toMatchObject({ matter: { title: '供暖指南' } });
  for (const name of ['none.md', '.']) {
    await expect(readMarkdownFile(join(folder, name))).rejects.toMatchObject({ code: 'content-file' });
  }
});

test('a file has one name, whichever of the two Unicode forms the disk gives', () => {
  const name = 'posts/é.md';
  expect(fileSubject(join(folder, name.normalize('NFD')), folder)).toBe(fileSubject(join(folder, name), folder));
});
