import { isDeepStrictEqual } from 'node:util';
import { parseDocument, YAMLSeq } from 'yaml';
import { type Columns, columnsSchema, type PortalColumn } from '../../config/columns.ts';
import { parseYaml } from '../../config/read-yaml.ts';
import type { UnderstoodTable } from './understand-table.ts';

const FIRST_TEXT = `# 栏目更新时限表。rule 指向 limits 里的时限，或 none（无时限）、not-stated（未标明，不计时）。
# source 是 config/portals 里的栏目，channel 是账号：按它计量。由 govcast column import 生成，重复导入不变。
limits: []
columns: []
`;

/**
 * The text of columns.yaml with the rows of a table in place of its own. Limits, settings and comments beside the rows
 * stay; limits that the rows newly name are added. A table that says what the file says leaves the text as it is.
 * @param before the file's text; null when there is none yet
 * @throws ConfigProblems when the rows contradict each other, such as one number twice
 */
export function writeColumns(file: string, before: string | null, read: UnderstoodTable): string {
  const text = before ?? FIRST_TEXT;
  const held = parseYaml(file, text, columnsSchema).value;
  const limits = missingLimits(held, read);
  if (limits.length === 0 && isDeepStrictEqual(plain(held.columns), plain(read.columns))) return text;
  const document = parseDocument(text);
  const rows = new YAMLSeq();
  for (const column of read.columns) rows.add(document.createNode(written(column), { flow: true }));
  document.set('columns', rows);
  if (limits.length > 0) {
    const list = document.get('limits');
    const all = list instanceof YAMLSeq && list.items.length > 0 ? list : new YAMLSeq();
    all.flow = false;
    for (const limit of limits) all.add(document.createNode(limit, { flow: true }));
    document.set('limits', all);
  }
  const after = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  parseYaml(file, after, columnsSchema);
  return after;
}

function missingLimits(held: Columns, { limits, columns }: UnderstoodTable) {
  const known = held.limits.map((l) => l.rule.id);
  const used = columns.map((c) => c.rule);
  return limits.filter((l) => !known.includes(l.rule.id) && used.includes(l.rule.id));
}

/** A row with what it does not say left out, in the order in which the file writes it. */
function written(column: PortalColumn): Record<string, unknown> {
  const { number, path, owner, sections, limit, rule, source, channel, merged, uncertain, note } = column;
  const all = { number, path, owner, sections, limit, rule, source, channel, merged, uncertain, note };
  return Object.fromEntries(
    Object.entries(all).filter(([, v]) => v !== undefined && v !== '' && !(Array.isArray(v) && v.length === 0)),
  );
}

function plain(columns: readonly PortalColumn[]): unknown {
  return columns.map(written);
}
