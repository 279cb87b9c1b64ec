/** One row of rules.csv: a rule the product holds, how far, and the folder whose tests hold it. */
export interface Rule {
  id: string;
  scope: 'must' | 'setting' | 'record' | 'out';
  domain: string;
}

const scopes = ['must', 'setting', 'record', 'out'] as const;

/**
 * Reads the table; fields may be quoted, with doubled quotes inside.
 * @throws Error that names the line, for a row that is none
 */
export function readRules(csv: string): Rule[] {
  const [head, ...lines] = csv.split('\n').filter((line) => line.trim() !== '');
  const columns = fieldsOf(head ?? '');
  if (columns.slice(0, 3).join() !== 'id,scope,domain')
    throw new Error(`rules.csv:1: unexpected columns ${columns.join()}`);
  return lines.map((line, i) => {
    const [id = '', scope, domain = ''] = fieldsOf(line);
    const known = scopes.find((name) => name === scope);
    if (id === '' || domain === '' || known === undefined) throw new Error(`rules.csv:${i + 2}: no rule: ${line}`);
    return { id, scope: known, domain };
  });
}

function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)) {
    fields.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'));
  }
  return fields;
}
