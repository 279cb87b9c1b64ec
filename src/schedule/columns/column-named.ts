import { type Columns, columnPath, type PortalColumn } from '../../config/columns.ts';
import { Refused } from '../../errors.ts';

/**
 * The column of a number (`6`, `column:6`), a whole path, or a last name that only one column has.
 * @throws Refused naming the columns that were meant, when there are several, or how to find them
 */
export function columnNamed({ columns }: Pick<Columns, 'columns'>, name: string): PortalColumn {
  const text = name.replace(/^column:/, '').trim();
  const exact = columns.find((c) => String(c.number) === text || columnPath(c) === text || c.path.join('/') === text);
  if (exact) return exact;
  const named = columns.filter((c) => c.path.at(-1) === text);
  const [only] = named;
  if (only && named.length === 1) return only;
  const remedy =
    named.length > 1
      ? `Name one by its number: ${named.map((c) => `${c.number} ${columnPath(c)}`).join(', ')}.`
      : 'See govcast column list for the numbers and paths, or add the column to config/columns.yaml.';
  const message = named.length > 1 ? `${name} is the name of ${named.length} columns` : `there is no column ${name}`;
  throw new Refused({ code: 'column-unknown', message, place: name, remedy });
}
