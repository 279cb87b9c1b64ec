/** Staff read what to do by page and button; commands stand in what the terminal prints. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const folder = 'content/wording';
/** Written into the folder that a command lays down, for whoever has only that. */
const printed = ['hand-off.yaml'];
const files = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, String(name)))
  .filter((file) => file.endsWith('.yaml') && statSync(file).isFile() && !printed.includes(relative(folder, file)));

/** Every Chinese sentence of a file, by its path; what stands under `en` or `cli` is printed in a terminal. */
function sentences(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, of]) =>
    key === 'en' || key === 'cli' ? [] : sentences(of, `${path}.${key}`),
  );
}

const command = /govcast [a-z]|(?<![\w-])--[a-z]|(?<![\w-])post (set|except|submit|recompose)\b/;
/** Nobody in the console sees the head of a file that a post was made of. */
const head = /文件(开头|头)的/;

test('no sentence that leaves by console, mail or robot names a command', () => {
  const all = files.flatMap((file) => sentences(parse(readFileSync(file, 'utf8')), file));
  expect(all.length).toBeGreaterThan(2_000);
  expect(all.filter(([, text]) => command.test(text) || head.test(text))).toEqual([]);
});

test('what a command of English notices is, Chinese ones say by page and button', () => {
  const notices: Record<string, Record<'zh' | 'en', { remedy?: string }>> = parse(
    readFileSync('content/wording/notices.yaml', 'utf8'),
  );
  const without = Object.entries(notices).filter(([, { zh, en }]) => en.remedy !== undefined && !zh.remedy);
  expect(without.map(([kind]) => kind)).toEqual([]);
});
