import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictureLines, withPlainPictures } from '../../src/posts/markdown-pictures.ts';
import { picturesBeside } from '../../src/posts/pictures-beside.ts';

const markdown = new MarkdownIt();
let folder: string;
let read: (url: string) => Promise<string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govcast-pictures-'));
  await mkdir(join(folder, 'posts', '图'), { recursive: true });
  for (const name of ['a.png', '冬季 供暖.png', '图/现场.jpg', '100%.png', 'a#b.png', 'é.png'.normalize('NFD')]) {
    await writeFile(join(folder, 'posts', name), name.normalize('NFC'));
  }
  await writeFile(join(folder, 'secret.png'), 'secret');
  await symlink(join(folder, 'secret.png'), join(folder, 'posts', 'way-round.png'));
  const bytes = picturesBeside(join(folder, 'posts', 'x.md'), async (url) => Buffer.from(`web ${url}`));
  read = async (url) => (await bytes(url)).toString();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The address of the one picture in a Markdown text, as the rendered text has it. */
const addressIn = (text: string) => Object.keys(pictureLines(markdown, withPlainPictures(text), 1))[0] ?? '';

test.each([
  ['![](a.png)', 'a.png'],
  ['![](./a.png)', 'a.png'],
  ['![](冬季 供暖.png)', '冬季 供暖.png'],
  ['![](<冬季 供暖.png>)', '冬季 供暖.png'],
  ['![](%E5%86%AC%E5%AD%A3%20%E4%BE%9B%E6%9A%96.png)', '冬季 供暖.png'],
  ['![](图/现场.jpg)', '图/现场.jpg'],
  ['![](图\\现场.jpg)', '图/现场.jpg'],
  ['！[图]（图/现场.jpg）', '图/现场.jpg'],
  ['![图]（图/现场.jpg）', '图/现场.jpg'],
  ['![](100%.png)', '100%.png'],
  ['![](a%23b.png)', 'a#b.png'],
  ['![](é.png)', 'é.png'],
  ['![](https://x.example/a.png)', 'web https://x.example/a.png'],
])('%s is the picture %s', async (text, bytes) => {
  expect(await read(addressIn(text))).toBe(bytes);
});

test.each([
  ['../secret.png', 'picture-place', '不在稿件所在的文件夹'],
  ['图/../../secret.png', 'picture-place', '不在稿件所在的文件夹'],
  ['%2e%2e/secret.png', 'picture-place', '不在稿件所在的文件夹'],
  ['way-round.png', 'picture-place', '不在稿件所在的文件夹'],
  ['图', 'picture-place', '不是图片文件'],
  ['C:\\Users\\li\\a.png', 'picture-place', '某台电脑'],
  ['file:///etc/passwd', 'picture-place', '某台电脑'],
  ['/etc/passwd', 'picture-place', '某台电脑'],
  ['none.png', 'picture-missing', '没有这张图片'],
  ['A.PNG', 'picture-missing', '有一张叫 a.png'],
  ['a.jpg', 'picture-missing', '有一张叫 a.png'],
])('%s is refused: %s, %s', async (url, code, message) => {
  await expect(read(url)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
});

test('each picture is known by its line, in a paragraph and in a list', () => {
  const body = '\n第一段\n![](a.png)\n\n- 一\n- ![](图/现场.jpg)\n\n> ![](冬季 供暖.png)\n';
  expect(Object.values(pictureLines(markdown, withPlainPictures(body), 10))).toEqual([12, 15, 17]);
});
