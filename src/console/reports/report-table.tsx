import words from '../../../content/wording/console/reports.yaml';
import type { paths } from '../generated/api.d.ts';
import { Empty } from '../look/empty.tsx';
import { say } from '../look/say.ts';
import styles from './reports.module.css';

export type ReportAnswer = paths['/api/v1/reports/{report}']['get']['responses'][200]['content']['application/json'];

/** A figure of the table, by its row and column. */
export interface Figure {
  row: string;
  column: string;
}

interface Props {
  report: ReportAnswer;
  figure: Figure | null;
  onPick: (figure: Figure) => void;
}

/** The table as a circular would hold it; every figure but 0 is a button that opens its rows. */
export function ReportTable({ report, figure, onPick }: Props) {
  if (report.rows.length === 0) return <Empty says={words.noRows} />;
  const sumOf = (key: string) => report.rows.reduce((sum, row) => sum + (row.figures[key] ?? 0), 0);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="hidden-words">{report.name}</caption>
        <thead>
          <tr>
            <th scope="col">{report.row}</th>
            {report.columns.map(({ key, name, unit }) => (
              <th scope="col" key={key} className={styles.number}>
                {name}
                <small>{unit}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.name}
                {row.note === undefined ? null : <small className={styles.note}>{row.note}</small>}
              </th>
              {report.columns.map(({ key, name, unit, fault }) => (
                <td key={key} className={styles.number}>
                  <FigureCell
                    value={row.figures[key] ?? null}
                    fault={fault}
                    says={`${row.name} ${name} ${say(words.count, { n: row.figures[key] ?? 0, unit })}`}
                    picked={figure?.row === row.key && figure.column === key}
                    onPick={() => onPick({ row: row.key, column: key })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.sum}</th>
            {report.columns.map(({ key, unit }) => (
              <td key={key} className={styles.number}>
                {unit === '天' || unit === '分钟' ? '' : sumOf(key)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface CellProps {
  value: number | null;
  fault: boolean;
  says: string;
  picked: boolean;
  onPick: () => void;
}

function FigureCell({ value, fault, says, picked, onPick }: CellProps) {
  if (value === null) return '—';
  if (value === 0) return <span className={styles.zero}>0</span>;
  return (
    <button
      type="button"
      className={`${styles.figure} printed ${fault ? styles.fault : ''}`}
      aria-pressed={picked}
      aria-label={says}
      onClick={onPick}
    >
      {value}
    </button>
  );
}
