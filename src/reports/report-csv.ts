import type { ReportRow } from './report.ts';

interface Table {
  name: string;
  sentence: string;
  row: string;
  columns: readonly { key: string; name: string; unit: string }[];
  /** Their notes in words. */
  rows: readonly ReportRow[];
}

/** The table as RFC 4180 text with a byte order mark. A cell that a spreadsheet would take for a formula is quoted off; notes stand in a last column. */
export function reportCsv({ name, sentence, row, columns, rows }: Table, asOf: string): string {
  const noted = rows.some((r) => r.note !== undefined);
  const head = [row, ...columns.map((c) => `${c.name}（${c.unit}）`), ...(noted ? ['说明'] : [])];
  const lines = rows.map(({ name: of, figures, note }) => {
    return [of, ...columns.map((c) => figures[c.key] ?? ''), ...(noted ? [note ?? ''] : [])];
  });
  return `\uFEFF${[[name], [sentence], [`数据截至 ${asOf}`], head, ...lines].map((l) => l.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
