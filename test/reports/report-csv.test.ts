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
