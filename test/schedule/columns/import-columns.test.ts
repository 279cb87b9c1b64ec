/** An office's own table becomes columns.yaml, line by line, and importing it again changes nothing. */
import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { columnsSchema } from '../../../src/config/columns.ts';
import { peopleSchema } from '../../../src/config/people.ts';
import { parseYaml, readYaml } from '../../../src/config/read-yaml.ts';
import { readCsv } from '../../../src/schedule/columns/read-csv.ts';
import { understandLimit } from '../../../src/schedule/columns/understand-limit.ts';
import { understandTable } from '../../../src/schedule/columns/understand-table.ts';
import { writeColumns } from '../../../src/schedule/columns/write-columns.ts';

const csv = readFileSync('test/fixtures/schedule/update-deadlines.csv');
const shippedText = readFileSync('config/columns.yaml', 'utf8');
const { value: shipped } = readYaml('config/columns.yaml', columnsSchema);
const { value: people } = readYaml('config/people.yaml', peopleSchema);
const none = { columns: [] };
const understood = (text: string, merged = false) => understandTable(readCsv(Buffer.from(text)), people, none, merged);

describe('a table of update deadlines', () => {
  it('gives the shipped file, and importing it again changes no byte', () => {
    const read = understandTable(readCsv(csv), people, shipped, false);
    expect(writeColumns('columns.yaml', shippedText, read)).toBe(shippedText);
  });

  it('gives the same rows without the shipped file, but for what people added; a second time nothing changes', () => {
    const read = understandTable(readCsv(csv), people, none, false);
    const text = writeColumns('columns.yaml', null, read);
    const made = parseYaml('columns.yaml', text, columnsSchema).value;
    const added = ['source', 'channel', 'note'];
    const bare = (columns: typeof made.columns) =>
      columns.map((c) => ({
        ...Object.fromEntries(Object.entries(c).filter(([key]) => !added.includes(key))),
        uncertain: c.uncertain.filter((u) => u !== 'path'),
      }));
    expect(bare(made.columns)).toEqual(bare(shipped.columns));
    expect(made.limits.map((l) => l.rule.id).sort()).toEqual(shipped.limits.map((l) => l.rule.id).sort());
    const again = understandTable(readCsv(csv), people, made, false);
    expect(writeColumns('columns.yaml', text, again)).toBe(text);
  });

  it('keeps the comments, limits and settings beside the rows when a row changes', () => {
    const other = csv.toString('utf8').replace('热线督察通报,,12319,每月更新', '热线督察通报,,12319,每周更新');
    const read = understandTable(readCsv(Buffer.from(other)), people, shipped, false);
    const text = writeColumns('columns.yaml', shippedText, read);
    expect(text).toContain('# 实时：信息形成当日');
    const value = parseYaml('columns.yaml', text, columnsSchema).value;
    expect(value.columns.find((c) => c.number === 46)).toMatchObject({ limit: '每周更新', rule: 'weekly' });
    expect(value.columns.find((c) => c.number === 4)).toMatchObject({ source: 'shili/gzdt' });
    expect(value.limits).toHaveLength(shipped.limits.length + 1);
    expect(value.classes).toEqual(shipped.classes);
  });

  it('is read in GB18030 as in UTF-8, with its mark, quotes and line breaks in cells', () => {
    const plain = readCsv(csv);
    expect(readCsv(iconv.encode(csv.toString('utf8'), 'gb18030'))).toEqual(plain);
    expect(readCsv(Buffer.from(`\uFEFF${csv.toString('utf8').replaceAll('\n', '\r\n')}`))).toEqual(plain);
    const quoted = readCsv(Buffer.from('a,"b, ""c""\nd",e\n\n,,\nf,g,h'));
    expect(quoted).toEqual([
      { line: 1, cells: ['a', 'b, "c"\nd', 'e'] },
      { line: 5, cells: ['f', 'g', 'h'] },
    ]);
    expect(readCsv(Buffer.from('a\tb\nc\td'))).toMatchObject([{ cells: ['a', 'b'] }, { cells: ['c', 'd'] }]);
  });

  it('says of every line what it was taken for, and what a person must look at', () => {
    const { lines, columns } = understood(
      '市局更新时限表\n栏目,责任科室,更新时限\n政务公开/通知,办公室,14个工作日\n/公告,,每旬\n新闻>要闻,新闻中心,\n,,\n动态,宣传处,同上',
    );
    expect(lines.map((l) => [l.line, l.number, l.understood])).toEqual([
      [1, null, true],
      [3, 1, true],
      [4, 2, false],
      [5, 3, false],
      [7, 4, false],
    ]);
    expect(columns.map((c) => [c.path.join('/'), c.owner, c.sections, c.rule])).toEqual([
      ['政务公开/通知', '办公室', ['office'], 'within-14'],
      ['政务公开/公告', '办公室', ['office'], 'not-stated'],
      ['新闻/要闻', '新闻中心', ['news-centre'], 'not-stated'],
      ['动态', '宣传处', [], 'not-stated'],
    ]);
    expect(lines[2]?.says).toContain('not understood');
    expect(lines[4]?.says).toContain('宣传处 is no section');
  });

  it('reads an empty limit as merged only when it is told so, and says that it guessed', () => {
    const text = '栏目,责任科室,更新时限\n甲,办公室,每月更新\n乙,办公室,';
    expect(understood(text).columns[1]).toMatchObject({ rule: 'not-stated', limit: '', merged: [] });
    const merged = understood(text, true);
    expect(merged.columns[1]).toMatchObject({ rule: 'monthly', limit: '每月更新', merged: ['limit'] });
    expect(merged.lines[1]).toMatchObject({ understood: false, says: expect.stringContaining('read as merged') });
  });

  it('without the heads of such a table is refused', () => {
    expect(() => understood('a,b\nc,d')).toThrow(/heads of a table/);
  });
});

it.each([
  ['实时更新', 'real-time'],
  ['及时更新', 'real-time'],
  ['14 个工作日', 'within-14'],
  ['十四个工作日内', 'within-14'],
  ['7天', 'within-7-day'],
  ['两周', 'within-14-day'],
  ['每周至少3条', 'weekly-3'],
  ['月度更新', 'monthly'],
  ['每季度', 'quarterly'],
  ['20个工作日内答复', 'reply-20'],
  ['与文件同步发布', 'with-document'],
  ['链接', 'none'],
  ['每年更新', 'not-stated'],
  ['及时更新，每季度不少于一次', 'not-stated'],
  ['每月5日前', 'monthly-by-5'],
  ['每季度首月15日前', 'not-stated'],
])('the words %s ask for %s', (words, rule) => {
  expect(understandLimit(words).rule).toBe(rule);
});
