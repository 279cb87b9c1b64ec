/** Reads an office's own table of update deadlines into rows of columns.yaml, saying what each line was taken for. */
import type { Columns, PortalColumn, WrittenLimit } from '../../config/columns.ts';
import { columnPath } from '../../config/columns.ts';
import type { People } from '../../config/people.ts';
import { FixContent } from '../../errors.ts';
import type { CsvLine } from './read-csv.ts';
import { understandLimit } from './understand-limit.ts';

/** What one line was taken for. */
export interface UnderstoodLine {
  line: number;
  number: number | null;
  path: string;
  /** False when a person has to look at it. */
  understood: boolean;
  says: string;
}

export interface UnderstoodTable {
  columns: PortalColumn[];
  /** Limits that the rows name, each once. */
  limits: WrittenLimit[];
  lines: UnderstoodLine[];
}

type Field = 'number' | 'level' | 'path' | 'owner' | 'limit' | 'note';

const heads: readonly [Field, RegExp][] = [
  ['number', /^(?:序号|编号|行号)$/],
  ['level', /^(?:频道|[一二三四五]级栏目|栏目[一二三四五])$/],
  ['path', /^(?:栏目|栏目名称|栏目路径)$/],
  ['owner', /^(?:责任|牵头|承办|主办)(?:科室|单位|部门|处室)$/],
  ['limit', /^(?:更新|公开|信息更新)?(?:时限|频率|周期|要求)$/],
  ['note', /^(?:备注|说明)$/],
];
const ABOVE = /^(?:↑|同上|〃)$/;
const DOUBT = /[（(]\s*(?:不确定|存疑)\s*[)）]|[?？]$/;

/**
 * @param known the rows as they stand: what the office added to a row (source, account, sections, notes, a rule of its
 * own) stays as long as the table says the same
 * @param blankIsMerged an empty limit is a cell merged with the one above; else nothing was printed there
 * @throws FixContent when no line has the heads of such a table
 */
export function understandTable(
  lines: readonly CsvLine[],
  people: People,
  known: Pick<Columns, 'columns'>,
  blankIsMerged: boolean,
): UnderstoodTable {
  const at = lines.findIndex(({ cells }) => fieldsOf(cells) !== null);
  const fields = fieldsOf(lines[at]?.cells ?? []);
  if (fields === null) throw noHead();
  const table: UnderstoodTable = { columns: [], limits: [], lines: [] };
  for (const { line, cells } of lines.slice(0, at)) {
    table.lines.push({ line, number: null, path: cells.join(' ').trim(), understood: true, says: 'above the heads' });
  }
  let levels: string[] = [];
  for (const { line, cells } of lines.slice(at + 1)) {
    const of = (wanted: Field) => cells[fields.indexOf(wanted)] ?? '';
    levels = levelsOf(cells, fields, levels);
    const above = table.columns.at(-1);
    const path = levels.filter((name) => name !== '');
    if (path.length === 0) {
      const says = 'no column is named: left out';
      table.lines.push({ line, number: null, path: '', understood: false, says });
      continue;
    }
    const owner = cellOf(of('owner'), above?.owner, true);
    const limit = cellOf(of('limit'), above?.limit, blankIsMerged);
    const asked = understandLimit(limit.text);
    const number = /^\d+$/.test(of('number')) ? Number(of('number')) : (above?.number ?? 0) + 1;
    const column = keptFrom(known, {
      number,
      path,
      owner: owner.text === '' ? '未标明' : owner.text,
      sections: sectionsOf(owner.text, people),
      limit: /^(?:none|not-stated)$/.test(asked.rule) && asked.understood ? '' : limit.text,
      rule: asked.rule,
      merged: [...(owner.merged ? ['owner' as const] : []), ...(limit.merged ? ['limit' as const] : [])],
      uncertain: [...(owner.doubt ? ['owner' as const] : []), ...(limit.doubt ? ['limit' as const] : [])],
      ...(of('note') === '' ? {} : { note: of('note') }),
    });
    table.columns.push(column);
    if (asked.limit && !table.limits.some((l) => l.rule.id === asked.rule)) table.limits.push(asked.limit);
    const doubts = [
      ...(owner.text === '' ? ['no owner'] : owner.guessed ? ['owner blank, read as merged with the row above'] : []),
      ...(owner.doubt || limit.doubt ? ['marked as uncertain'] : []),
      ...(limit.text === '' ? ['write ↑ when the cell is merged with the one above'] : []),
      ...(limit.guessed ? ['limit blank, read as merged with the row above'] : []),
      ...(column.sections.length === 0 ? [`${column.owner} is no section of people.yaml`] : []),
    ];
    const whole = owner.text !== '' && limit.text !== '' && !limit.guessed && !owner.doubt && !limit.doubt;
    const understood = asked.understood && whole;
    const says = [`${limit.text === '' ? 'blank' : limit.text}: ${asked.says}`, ...doubts].join('; ');
    table.lines.push({ line, number, path: columnPath(column), understood, says });
  }
  return table;
}

/** Each cell's field; null when the line is no head of such a table. */
function fieldsOf(cells: readonly string[]): (Field | null)[] | null {
  const fields = cells.map((cell) => heads.find(([, name]) => name.test(cell.replaceAll(/\s/g, '')))?.[0] ?? null);
  const has = (field: Field) => fields.includes(field);
  return (has('level') || has('path')) && has('owner') && has('limit') ? fields : null;
}

/** Empty levels before the first that is filled are merged with the row above. */
function levelsOf(cells: readonly string[], fields: readonly (Field | null)[], above: readonly string[]): string[] {
  const whole = cells[fields.indexOf('path')] ?? '';
  const own = fields.flatMap((field, i) => (field === 'level' ? [cells[i] ?? ''] : []));
  const written = own.length > 0 ? [...own, ...(whole === '' ? [] : [whole])] : whole.split(/[/>＞→]/);
  const first = written.findIndex((name) => name !== '' && !ABOVE.test(name));
  if (first < 0) return [];
  return written.map((name, i) => (i < first ? (above[i] ?? '') : name).trim());
}

function cellOf(text: string, above: string | undefined, blankIsMerged: boolean) {
  const doubt = DOUBT.test(text);
  const plain = text.replace(DOUBT, '').trim();
  const guessed = plain === '' && blankIsMerged && above !== undefined;
  const merged = guessed || ABOVE.test(plain);
  return { text: merged ? (above ?? '') : plain, merged, doubt, guessed };
}

/** 各科室、办公室: the names that are sections of people.yaml; 12319 is 12319 热线. */
function sectionsOf(owner: string, people: People): string[] {
  return owner.split(/[、,，;；/]/).flatMap((name) => {
    const wanted = name.trim();
    const exact = people.sections.find((s) => s.name === wanted);
    const begins = wanted.length > 1 ? people.sections.find((s) => s.name.startsWith(`${wanted} `)) : undefined;
    const found = exact ?? begins;
    return found ? [found.id] : [];
  });
}

/** What people added to a row by hand stays while its path, owner and words are the same. */
function keptFrom({ columns }: Pick<Columns, 'columns'>, read: PortalColumn): PortalColumn {
  const held = columns.find((c) => c.path.join('/') === read.path.join('/'));
  if (!held) return read;
  const { source, channel, note } = held;
  return {
    ...read,
    sections: held.owner === read.owner ? held.sections : read.sections,
    rule: held.limit === read.limit ? held.rule : read.rule,
    uncertain: [...(held.uncertain.includes('path') ? ['path' as const] : []), ...read.uncertain],
    ...(source === undefined ? {} : { source }),
    ...(channel === undefined ? {} : { channel }),
    ...(read.note === undefined && note !== undefined ? { note } : {}),
  };
}

function noHead(): FixContent {
  return new FixContent({
    code: 'column-table',
    message: 'no line has the heads of a table of update deadlines',
    remedy: 'Write one line with 频道 or 栏目 (or 一级栏目, 二级栏目 …), 责任科室 and 更新时限 above the rows.',
  });
}
