import { Link } from 'wouter';
import words from '../../../content/wording/console/reports.yaml';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import type { Period } from './period-choice.tsx';
import type { Figure, ReportAnswer } from './report-table.tsx';
import styles from './reports.module.css';

interface Props {
  report: ReportAnswer | undefined;
  period: Period;
  figure: Figure | null;
}

/** The rows behind the figure that was pressed. */
export function FigureDetails({ report, period, figure }: Props) {
  const row = report?.rows.find((r) => r.key === figure?.row);
  const column = report?.columns.find((c) => c.key === figure?.column);
  if (!report || !row || !column)
    return (
      <Panel title={words.what} className={styles.details}>
        <p className={styles.hint}>{words.pick}</p>
      </Panel>
    );
  const title = say(words.detailsOf, { row: row.name, column: column.name });
  const note = say(words.count, { n: row.figures[column.key] ?? 0, unit: column.unit });
  return (
    <Panel title={title} note={note} flush className={styles.details}>
      <Lines report={report.id} period={period} row={row.key} column={column.key} />
    </Panel>
  );
}

function Lines({ report, period, row, column }: { report: string; period: Period; row: string; column: string }) {
  const { now } = useFrame();
  const { data, error, refetch } = api.useQuery('get', '/api/v1/reports/{report}/details', {
    params: { path: { report }, query: { ...period, row, column } },
  });
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton rows={4} />;
  if (data.details.length === 0) return <p className={styles.hint}>{words.nothing}</p>;
  return (
    <>
      <ul className={styles.lines}>
        {data.details.map(({ title, at, note, link }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one figure never change their order
          <li key={i}>
            <b>{title}</b>
            <span>
              {at === null ? '' : momentWords(at, now())} {note}
            </span>
            {link === null ? null : link.startsWith('/') ? (
              <Link href={link}>{words.open}</Link>
            ) : (
              <a href={link} target="_blank" rel="noreferrer noopener">
                {words.open}
              </a>
            )}
          </li>
        ))}
      </ul>
      {data.details.length === 200 ? <p className={styles.hint}>{words.more}</p> : null}
    </>
  );
}
