import words from '../../../content/wording/console/today.yaml';
import { LevelMark } from '../look/level.tsx';
import { dayWords, dueWords } from '../look/time-words.ts';
import { ruleShort } from './rule-words.ts';
import styles from './ruler-panel.module.css';
import { plannedOf, tagOf } from './ruler-words.ts';
import type { RulerRow } from './today-types.ts';

/** The ruler as a table: what a screen reader is given, and whoever prefers to read it so. */
export function RulerTable({ rows, now }: { rows: readonly RulerRow[]; now: number }) {
  const { table } = words.ruler;
  return (
    <table className={styles.table}>
      <caption className="hidden-words">{words.ruler.title}</caption>
      <thead>
        <tr>
          {[table.name, table.rule, table.level, table.last, table.due, table.planned].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.name} <span className={styles.tag}>{tagOf(row)}</span>
            </th>
            <td>{ruleShort(row.rule)}</td>
            <td>
              <LevelMark level={row.level} />
            </td>
            <td>
              {row.historyUnknown
                ? words.ruler.unknown
                : row.lastUpdateAt === null
                  ? words.ruler.lastNone
                  : dayWords(row.lastUpdateAt, now)}
            </td>
            <td>
              {row.dueAt === null
                ? words.ruler.noDue
                : dueWords({
                    dueAt: row.dueAt,
                    now,
                    workingDaysLeft: row.workingDaysLeft,
                    provisional: row.provisional,
                  })}
            </td>
            <td>{plannedOf(row, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
