import { describe, expect, test } from 'vitest';
import { wechatLimits } from '../../src/posts/platform-limits.ts';
import type { Theme } from '../../src/posts/theme.ts';
import { keepsText, visibleText } from '../../src/posts/visible-text.ts';
import { toWechatHtml } from '../../src/posts/wechat-html.ts';

const bare: Theme = { name: '素', tables: { smallFrom: 3, cardsFrom: 4 }, levels: [{}] };
const of = (html: string, limits = wechatLimits) => toWechatHtml(html, new Map(), bare, limits);
const row = (tag: string, cells: string[]) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
const wide = `<table>${row('th', ['序号', '项目', '金额', '单位'])}${row('td', ['1', '供暖', '20', '一局'])}${row('td', ['2', '路灯', '', '二局'])}</table>`;

describe('wide tables on a phone', () => {
  test('become records with the name of the column in front of each value', () => {
    const made = of(wide);
    expect(made.html).toBe(
      '<table><tbody><tr><th colspan="2">序号｜项目｜金额｜单位</th></tr>' +
        '<tr><th colspan="2">1</th></tr><tr><th>项目</th><td>供暖</td></tr><tr><th>金额</th><td>20</td></tr><tr><th>单位</th><td>一局</td></tr>' +
        '<tr><th colspan="2">2</th></tr><tr><th>项目</th><td>路灯</td></tr><tr><th>单位</th><td>二局</td></tr>' +
        '</tbody></table>',
    );
    expect(made).toMatchObject({ cards: 1, wideTables: 0 });
    expect(keepsText(wide, made.html)).toBe(true);
    expect(of(made.html).html).toBe(made.html);
  });

  test('a value that spans rows stands in each record, a value that spans columns has their names', () => {
    const spanned =
      '<table><tr><th rowspan="2">县区</th><th colspan="2">补助</th><th rowspan="2">备注</th></tr><tr><th>一档</th><th>二档</th></tr>' +
      '<tr><td rowspan="2">东区</td><td>1</td><td>2</td><td>甲</td></tr><tr><td colspan="2">不分档</td><td>乙</td></tr></table>';
    const { html } = of(spanned);
    expect(visibleText(html).split('\n')).toEqual([
      '县区｜补助｜备注｜一档｜二档',
      ...['东区', '补助·一档', '1', '补助·二档', '2', '备注', '甲'],
      ...['东区', '补助·一档｜补助·二档', '不分档', '备注', '乙'],
    ]);
    expect(keepsText(spanned, html)).toBe(true);
  });

  test('a row over all columns heads the records below it', () => {
    const headed = wide.replace('</tr><tr><td>1', '</tr><tr><td colspan="4">一、民生类</td></tr><tr><td>1');
    expect(of(headed).html).toContain('<tr><th colspan="2">一、民生类</th></tr><tr><th colspan="2">1</th></tr>');
  });

  test('a first row of short names is a head though nobody marked it; figures are not', () => {
    expect(of(wide.replaceAll('th>', 'td>')).cards).toBe(1);
    const figures = `<table>${row('td', ['1', '2', '3', '4'])}${row('td', ['5', '6', '7', '8'])}</table>`;
    expect(of(figures)).toMatchObject({ cards: 0, wideTables: 1 });
    expect(of(figures).html).toContain('<td>1</td><td>2</td><td>3</td><td>4</td>');
  });

  test('records that make an article too long become a table again, after all styles are gone', () => {
    const rows = Array.from({ length: 40 }, (_, i) => row('td', [`${i}`, '供暖', '20', '一局'])).join('');
    const long = `<table>${row('th', ['序号', '项目', '金额', '单位'])}${rows}</table>`;
    const limit = Math.floor((of(long).html.length + of(long, { ...wechatLimits, htmlCharsBelow: 1 }).html.length) / 2);
    const made = of(long, { ...wechatLimits, htmlCharsBelow: limit });
    expect(made).toMatchObject({ fits: true, cards: 0, wideTables: 1 });
    expect(keepsText(long, made.html)).toBe(true);
  });

  test('a table of a few columns stays a table', () => {
    expect(of('<table><tr><td>甲</td><td>乙</td><td>丙</td></tr></table>')).toMatchObject({ cards: 0, wideTables: 0 });
  });
});
