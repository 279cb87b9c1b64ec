import type { ListedFiling } from './list-filings.ts';

const columns: readonly [string, (filing: ListedFiling) => string | null][] = [
  ['账号编号', (f) => f.account],
  ['账号名称', (f) => f.name],
  ['平台', (f) => f.platform],
  ['主办单位', (f) => f.office],
  ['事项', (f) => f.eventName],
  ['日期', (f) => f.on],
  ['截止日期', (f) => f.until],
  ['主管单位', (f) => f.unit],
  ['备案号', (f) => f.number ?? '未备案'],
  ['备案日期', (f) => f.filedOn],
  ['事由', (f) => f.reason],
  ['登记人', (f) => f.recordedBy],
  ['登记时间', (f) => f.recordedAt],
];

/** The filing log as CSV, as office programs read it: with a byte order mark, CRLF, and no cell that begins a formula. Pure. */
export function filingSheet(filings: readonly ListedFiling[]): string {
  const rows = [columns.map(([head]) => head), ...filings.map((f) => columns.map(([, cell]) => cell(f) ?? ''))];
  return `\uFEFF${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
