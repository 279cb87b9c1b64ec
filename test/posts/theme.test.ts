import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigProblems } from '../../src/config/config-problem.ts';
import { FixContent } from '../../src/errors.ts';
import { wechatLimits } from '../../src/posts/platform-limits.ts';
import { readTheme } from '../../src/posts/theme.ts';
import { keepsText } from '../../src/posts/visible-text.ts';
import { toWechatHtml } from '../../src/posts/wechat-html.ts';

const written = (text: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-theme-'));
  writeFileSync(join(folder, 'own.yaml'), text);
  return folder;
};
const problemsOf = (text: string) => {
  try {
    readTheme(written(text), 'own');
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems.map(({ line, path, found }) => ({ line, path, found }));
    throw error;
  }
  return [];
};
const theme = readTheme('content/themes');
const html = (source: string, look = theme, limits = wechatLimits) => toWechatHtml(source, new Map(), look, limits);

describe('a theme', () => {
  test.each([
    ['blue', '蓝'],
    ['red', '红'],
    ['plain', '简'],
  ])('%s is shipped as %s, and every paragraph has a colour', (name, shown) => {
    const read = readTheme('content/themes', name);
    expect(read.name).toBe(shown);
    const made = html('<h2>一</h2><p>甲</p><ul><li><p>乙</p><p>丙</p></li></ul><blockquote>丁</blockquote>', read).html;
    for (const [, style] of made.matchAll(/<p([^>]*)>/g)) expect(style).toMatch(/color:#[0-9a-f]{6}/);
  });

  test.each([
    'blue',
    'red',
    'plain',
  ])('%s says that lines stand left: the platform would spread them before an address', (name) => {
    const { levels } = readTheme('content/themes', name);
    for (const level of levels.slice(0, 2)) expect(level.section).toMatchObject({ 'text-align': 'left' });
    for (const level of levels) expect(JSON.stringify(level)).not.toContain('justify');
  });

  test('one that does not exist is refused with the names of those that do', () => {
    expect(() => readTheme('content/themes', 'gold')).toThrow(FixContent);
    expect(() => readTheme('content/themes', '../themes/blue')).toThrow(FixContent);
    try {
      readTheme('content/themes', 'gold');
    } catch (error) {
      expect(error).toMatchObject({ code: 'theme-name', remedy: expect.stringContaining('blue, plain, red') });
    }
  });

  test.each([
    ['an unknown element', 'name: 自\nfull:\n  p: { color: red }\n  marquee: { color: red }\nlean: {}\n', 4],
    ['a property that the platform drops', 'name: 自\nfull:\n  p:\n    color: red\n    position: fixed\nlean: {}\n', 5],
    ['a value with an address', "name: 自\nfull:\n  p:\n    background-color: 'url(x)'\nlean: {}\n", 4],
    ['a second declaration in a value', "name: 自\nfull:\n  p:\n    color: 'red;position:fixed'\nlean: {}\n", 4],
    [
      'an alignment that its content would inherit',
      'name: 自\nfull:\n  blockquote: { text-align: center }\nlean: {}\n',
      3,
    ],
  ])('with %s is refused with its line', (_, text, line) => {
    expect(problemsOf(text)).toEqual([expect.objectContaining({ line })]);
  });

  test('shrinks step by step before anything else is given up: full, lean, only colours, nothing', () => {
    const source = Array.from({ length: 60 }, (_, i) => `<p>第${i}条　为做好供暖工作。</p>`).join('');
    const lengths = theme.levels.map((level) => html(source, { ...theme, levels: [level] }).html.length);
    expect([...lengths].sort((a, b) => b - a)).toEqual(lengths);
    lengths.forEach((length, level) => {
      const made = html(source, theme, { ...wechatLimits, htmlCharsBelow: length + 1 });
      expect(made).toMatchObject({ level, fits: true });
      expect(keepsText(source, made.html)).toBe(true);
    });
    expect(html(source, theme, { ...wechatLimits, htmlCharsBelow: 500 })).toMatchObject({ level: 3, fits: false });
  });

  test('a document of sixty pages keeps every word, whether it fits or not', () => {
    const page = `<h2>第几章</h2>${'<p>各县区住房和城乡建设主管部门应当按照职责分工，加强监督检查，及时公开结果，接受社会监督。</p>'.repeat(12)}`;
    const table = `<table>${'<tr><td>供暖</td><td>20</td><td>一局</td></tr>'.repeat(20)}</table>`;
    const long = `${page.repeat(60)}${table}`;
    const made = html(long);
    expect(made).toMatchObject({ fits: false, level: 3 });
    expect(made.htmlCharacters).toBeGreaterThan(wechatLimits.htmlCharsBelow);
    expect(keepsText(long, made.html)).toBe(true);
    const pages = Math.floor((60 * 19_000) / made.html.length);
    expect(html(page.repeat(pages))).toMatchObject({ fits: true });
  });
});
