/** console.md 7 and 13.3: what the console must never say, in every file that staff read it from. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const folder = 'content/wording/console';
const files = [...readdirSync(folder).map((name) => join(folder, name)), 'content/wording/problems.yaml'];

/** As a whole label they say nothing of what happens. */
const bareLabels = /^(确定|提交|确认|OK|Ok|ok|是|否|成功|失败|好的|取消)$/;
const bareResults = /(?<!没|处理)(操作|保存|提交|发送|发布|登录|删除)?(成功|失败)(?=[，。；！]|$)/;
const excuses = /请?稍后(再试|重试)|系统繁忙|未知错误|非法/;
const exclamation = /[!！]/;

/** Names of products, keys and forms of data, and places that are filled in. */
const names = new Set(
  'govcast config Markdown Word Excel Ctrl Alt Shift Enter Esc Tab Space Backspace Home End IP AppID AppSecret OIDC TOTP API URL CSV JSON PDF HTML PNG JPG GIF SM3 SHA-256 QR WPS ID WeCom WeChat Sitemap RSS Linux SQLite PostgreSQL Redis Chromium NTP TLS HTTP HTTPS DNS GB MB KB ok'.split(
    ' ',
  ),
);

function sentences(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, of]) => (key === 'en' ? [] : sentences(of, `${path}.${key}`)));
}

/** Words of another language that are neither names nor keys nor examples in code. */
function foreignWords(text: string): string[] {
  const plain = text
    .replace(/\{\w+\}/g, '')
    // Commands, paths, endings of files, codes in brackets at the end, letters that are typed, examples.
    .replace(/govcast [a-z-]+|[\w-]+\/[\w./-]+|\.[a-z]+\b|（[\w-]+）|“[a-z]+”|例如 [a-z][a-z-]+/g, '')
    .replace(/[\w.+-]+@[\w.-]+|https?:\/\/\S*|\b[\w-]+(\.[\w-]+)+\b/g, '');
  return (plain.match(/[A-Za-z][A-Za-z0-9-]{1,}/g) ?? []).filter(
    (word) => !names.has(word) && !/^[A-Z]\d*$|^F\d+$|^[A-Z]{1,3}-\d+$|^SQ-|^wx/.test(word),
  );
}

describe.each(files.map((file): [string, string] => [basename(file), file]))('%s', (_name, file) => {
  const all = sentences(parse(readFileSync(file, 'utf8')), '');
  const offending = (isWrong: (text: string) => boolean) =>
    all.filter(([, text]) => isWrong(text)).map(([path, text]) => `${path}: ${text}`);

  test('labels are verbs with an object, results are said in words', () => {
    expect(offending((text) => bareLabels.test(text.trim()) || bareResults.test(text))).toEqual([]);
  });

  test('every no has a next step and no excuse, and nobody is shouted at', () => {
    expect(offending((text) => excuses.test(text) || exclamation.test(text))).toEqual([]);
  });

  test('no foreign words but names of products and keys', () => {
    expect(offending((text) => foreignWords(text).length > 0)).toEqual([]);
  });

  test('figures stand apart from Chinese by half a blank, punctuation is full width', () => {
    expect(
      offending((text) =>
        /[\u4e00-\u9fff]\{(count|days|hours|minutes)\}|[\u4e00-\u9fff][,;:?](?=[\u4e00-\u9fff])/.test(text),
      ),
    ).toEqual([]);
  });
});
