import iconv from 'iconv-lite';

/** One record of a table: the line it begins on, from 1, and its cells without blanks around them. */
export interface CsvLine {
  line: number;
  cells: string[];
}

/**
 * Reads comma-separated text as spreadsheets write it: UTF-8 (with or without its mark) or, where that is not valid,
 * GB18030; cells may be quoted and hold line breaks; tabs and semicolons part cells when the first line has no comma.
 * Empty lines are left out.
 */
export function readCsv(bytes: Uint8Array): CsvLine[] {
  const text = decoded(bytes).replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const lines: CsvLine[] = [];
  let line = 1;
  let from = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const endLine = () => {
    cells.push(cell.trim());
    if (cells.some((c) => c !== '')) lines.push({ line: from, cells });
    cells = [];
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? '';
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (char === separator) {
      cells.push(cell.trim());
      cell = '';
    } else if (char === '\n') {
      endLine();
      from = line;
    } else if (char !== '\r') cell += char;
  }
  endLine();
  return lines;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gb18030');
  }
}

function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  if (first.includes(',')) return ',';
  return first.includes('\t') ? '\t' : first.includes(';') ? ';' : ',';
}
