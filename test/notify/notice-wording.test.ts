import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { concernText, readNoticeWording } from '../../src/notify/notice-wording.ts';

const wording = readNoticeWording('content');
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

/** Every file of src that lists concerns. */
const files = readdirSync('src', { recursive: true })
  .map((name) => join('src', String(name)))
  .filter((file) => /-concerns\.ts$/.test(file) && statSync(file).isFile());

test('every kind that a domain lists has its words', () => {
  const used = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bkind(?::| =)([^,;]*)/g)].flatMap(([, said = '']) =>
      [...said.matchAll(/'([a-zA-Z-]+\.[a-zA-Z-]+)'/g)].map((m) => m[1] ?? ''),
    ),
  );
  expect(used.length).toBeGreaterThan(20);
  expect(files.length).toBeGreaterThan(5);
  expect(used.filter((kind) => wording.kinds[kind] === undefined)).toEqual([]);
});

test('the words of both languages name the same fields, and the sources give them', () => {
  const sources = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  for (const [kind, { zh, en }] of Object.entries(wording.kinds)) {
    const all = (each: typeof zh) => [...new Set([each.title, each.text].flatMap(placeholders))].sort();
    const [chinese, english] = [all(zh), all(en)];
    expect(
      english.filter((name) => !chinese.includes(name)),
      kind,
    ).toEqual([]);
    // A command names ids that people in the console never see.
    for (const name of [...chinese, ...placeholders(`${zh.remedy} ${en.remedy}`)])
      expect(sources, `${kind} {${name}}`).toMatch(new RegExp(`\\b${name}\\b`));
  }
});

test('what is told says what to do and shows a missing field instead of a hole; an unknown kind is told all the same', () => {
  const text = concernText(wording, { kind: 'review.sign', fields: { title: '供暖通知' } });
  expect(text.title).toBe('请审签《供暖通知》');
  expect(text.text).toContain('…');
  expect(text.text).not.toContain('{');
  expect(concernText(wording, { kind: 'new.kind', fields: { a: '甲', b: '乙' } })).toEqual({
    title: 'new.kind',
    text: '甲 乙',
  });
  expect(concernText(wording, { kind: 'review.sign', fields: { title: 'x' } }, 'en').title).toBe('Sign x');
});

test('every cause of an undelivered mail has its words and what to do', () => {
  const codes = ['mail-auth', 'mail-tls', 'mail-refused', 'mail-unreachable', 'mail-lost', 'mail-settings'];
  expect(Object.keys(wording.frames.mail).sort()).toEqual(codes.sort());
});
