import { expect, test } from 'vitest';
import { reportCsv } from '../../src/reports/report-csv.ts';

test('a table opens in a spreadsheet as it is: quotes kept, formulas of names disarmed, empty where nothing is known', () => {
  const columns = [{ key: 'n', name: '更新', unit: '次' }];
  const rows = [
    { key: 'a', name: '=HYPERLINK("http://x")', figures: { n: -1 } },
    { key: 'b', name: '示例,住建', figures: { n: null } },
  ];
  const text = reportCsv(
    { name: '账号更新', sentence: '共 1 次。', row: '账号', columns, rows },
    '2026-11-23T09:00:00+08:00',
  );
  expect(text.split('\r\n')).toEqual([
    '\uFEFF账号更新',
    '共 1 次。',
    '数据截至 2026-11-23T09:00:00+08:00',
    '账号,更新（次）',
    `"'=HYPERLINK(""http://x"")",-1`,
    '"示例,住建",',
    '',
  ]);
});

test('what a reader must know of a row stands in a last column of its own', () => {
  const columns = [{ key: 'n', name: '更新', unit: '次' }];
  const rows = [
    { key: 'a', name: '示例住建', figures: { n: 1 }, note: '此前未录入' },
    { key: 'b', name: '示例公积金', figures: { n: 2 } },
  ];
  const text = reportCsv({ name: '账号更新', sentence: '共 3 次。', row: '账号', columns, rows }, '2026-11-23');
  expect(text.split('\r\n').slice(3, 6)).toEqual(['账号,更新（次）,说明', '示例住建,1,此前未录入', '示例公积金,2,']);
});
