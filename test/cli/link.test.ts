import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { govcastProgram } from './run-govcast.ts';

const program = govcastProgram();
const folder = mkdtempSync(join(tmpdir(), 'govcast-link-'));
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

const file = (text: string) => {
  const path = join(folder, 'items.jsonl');
  writeFileSync(path, text);
  return path;
};
const policy = '{"id":"p","title":"示例市养老服务补贴办法","publishedAt":"2026-11-16"}';
const reading = '{"id":"i","title":"《示例市养老服务补贴办法》政策解读"}';

it('link pairs what a file holds, whatever its line ends and the mark in front', async () => {
  const { code, json } = await program.json('link', file(`\ufeff${reading}\r\n\r\n${policy}\r\n`));
  expect(code).toBe(0);
  expect(json).toMatchObject({
    pairs: [{ policy: 'p', interpretation: 'i', decision: 'made', form: '文字' }],
    policies: 1,
    interpretations: 1,
    relations: [],
    absent: [],
    repeated: [],
  });
});

it('link takes the fullest of the lines with one id, in any order, and says which ids stand twice', async () => {
  const poor = '{"id":"p","title":"x"}';
  for (const text of [`${poor}\n${policy}\n${reading}`, `${reading}\n${policy}\n${poor}`]) {
    const { json, stderr } = await program.json('link', file(text));
    expect(json).toMatchObject({ pairs: [{ policy: 'p' }], repeated: ['p'] });
    expect(stderr).toContain('more than once');
  }
});

it.each([
  ['is no JSON', `${policy}\n{"id":`, ':2'],
  ['has no id', `${policy}\n\n{"title":"x"}`, ':3'],
  ['has a title that is no text', `{"id":"a","title":["x"]}`, ':1'],
])('link names the line that %s, with what to do', async (_, text, place) => {
  const { code, json } = await program.json('link', file(text));
  expect(code).toBe(2);
  expect(json).toMatchObject({
    error: { message: expect.stringContaining(`items.jsonl${place}`), remedy: expect.any(String) },
  });
});

it('pairs and relations that nobody made are refused with what to do, and deciding takes a role', async () => {
  const unknown = await program.json('pair', 'reopen', 'p', 'i', '--as', 'zhang-wei');
  expect([unknown.code, unknown.json.error]).toEqual([1, expect.objectContaining({ remedy: expect.any(String) })]);
  const tang = await program.json('pair', 'refuse', 'p', 'i', '--as', 'tang-xin');
  expect(tang.json.error).toMatchObject({ code: 'role-missing' });
  const shown = await program.json('policy', 'show', 'nothing');
  expect([shown.code, shown.json.error]).toEqual([1, expect.objectContaining({ code: 'policy-unknown' })]);
  expect((await program.json('policy', 'stubs')).json).toEqual({ stubs: [] });
  const kind = await program.json('policy', 'refuse', 'a', 'b', '--kind', 'cousin', '--as', 'zhang-wei');
  expect(kind.code).toBe(2);
});
