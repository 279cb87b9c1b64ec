/** How every column of the portal stands by the office's table of update deadlines; those to see to come first. */
import { useSearchParams } from 'wouter';
import words from '../../../content/wording/console/items.yaml';
import { api } from '../api/client.ts';
import { useLive } from '../frame/live.ts';
import { Empty } from '../look/empty.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import { byNeed } from './by-need.ts';
import { ColumnRow } from './column-row.tsx';
import styles from './items.module.css';
import { useFormedActs } from './use-formed-acts.tsx';

const { head } = words.deadline;

export function ColumnsTab() {
  const [params] = useSearchParams();
  const { data, error, refetch, isPending } = api.useQuery('get', '/api/v1/columns');
  useLive(['columns']);
  const { acts, dialog } = useFormedActs();
  return (
    <Panel
      title={words.deadline.list}
      note={data && data.columns.length > 0 ? say(words.deadline.note, { source: data.source }) : undefined}
      flush
      className="print-wide"
    >
      {error && !data ? (
        <Trouble error={error} what={words.deadline.list} onRetry={() => void refetch()} />
      ) : isPending ? (
        <RowsSkeleton rows={10} height={56} />
      ) : data.columns.length === 0 ? (
        <Empty says={words.deadline.empty} />
      ) : (
        <table className={styles.table} aria-label={words.deadline.list}>
          <thead>
            <tr>
              <th scope="col">{head.column}</th>
              <th scope="col" className={styles.number}>
                {head.owner}
              </th>
              <th scope="col" className={styles.number}>
                {head.limit}
              </th>
              <th scope="col" className={styles.time}>
                {head.last}
              </th>
              <th scope="col" className={styles.issuer}>
                {head.state}
              </th>
              <th scope="col" className={styles.acting}>
                {head.acts}
              </th>
            </tr>
          </thead>
          {byNeed(data.columns).map((column) => (
            <ColumnRow
              key={column.number}
              column={column}
              acts={acts}
              isMeant={params.get('column') === String(column.number)}
            />
          ))}
        </table>
      )}
      {dialog}
    </Panel>
  );
}
