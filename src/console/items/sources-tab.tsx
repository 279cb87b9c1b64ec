/** How every watched column was looked at: last look, expected against found, failures in words. */
import words from '../../../content/wording/console/items.yaml';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { useLive } from '../frame/live.ts';
import { Empty } from '../look/empty.tsx';
import { LevelMark } from '../look/level.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import type { ListedSource } from './item-types.ts';
import styles from './items.module.css';

export function SourcesTab() {
  const { data, error, refetch, isPending } = api.useQuery('get', '/api/v1/items/sources');
  useLive(['items', 'sources']);
  return (
    <Panel title={words.source.list} note={words.source.note} flush className="print-wide">
      {error && !data ? (
        <Trouble error={error} what={words.source.list} onRetry={() => void refetch()} />
      ) : isPending ? (
        <RowsSkeleton rows={6} height={56} />
      ) : data.sources.length === 0 ? (
        <Empty says={words.source.empty} />
      ) : (
        <table className={styles.table} aria-label={words.source.list}>
          <thead>
            <tr>
              <th scope="col">{words.source.head.column}</th>
              <th scope="col" className={styles.time}>
                {words.source.head.look}
              </th>
              <th scope="col" className={styles.number}>
                {words.source.head.found}
              </th>
              <th scope="col" className={styles.time}>
                {words.source.head.newest}
              </th>
              <th scope="col" className={styles.wide}>
                {words.source.head.state}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.sources.map((source) => (
              <Row key={source.source} source={source} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Row({ source }: { source: ListedSource }) {
  const { now } = useFrame();
  const when = (at: number | null) => (at === null ? words.source.never : momentWords(at, now()));
  const kinds: Readonly<Record<string, string>> = words.source.kind;
  const { problem } = source;
  return (
    <tr className={styles.tall}>
      <td>
        <a href={source.url} target="_blank" rel="noreferrer">
          {source.column}
        </a>
        <div className={styles.quiet}>
          {source.portal} · {kinds[source.kind] ?? source.kind}
        </div>
      </td>
      <td className="nowrap">
        {when(source.checkedAt)}
        <div className={styles.quiet}>{say(words.source.every, { n: source.everyMinutes })}</div>
      </td>
      <td className="nowrap">{say(rowsWords(source), { n: source.listed, expected: source.expected })}</td>
      <td className="nowrap">{source.newestAt === null ? '' : momentWords(source.newestAt, now())}</td>
      <td>
        {problem ? (
          <>
            <LevelMark level="orange" says={problemWords(problem.code)} />
            <div className={styles.quiet}>
              {source.lastOkAt === null ? '' : `${say(words.source.since, { time: when(source.lastOkAt) })}；`}
              {say(words.source.next, { n: source.everyMinutes })}
            </div>
          </>
        ) : source.checkedAt === null ? (
          <LevelMark level="paused" says={words.source.never} />
        ) : (
          <LevelMark level="green" says={words.source.well} />
        )}
      </td>
    </tr>
  );
}

/** How many rows the last good look found; a failed look keeps that number. */
function rowsWords({ checkedAt, lastOkAt, problem }: ListedSource): string {
  if (checkedAt === null || (problem && lastOkAt === null)) return words.source.rowsNone;
  return problem ? words.source.rowsBefore : words.source.rows;
}

function problemWords(code: string): string {
  const known: Readonly<Record<string, string>> = words.problem;
  return known[code] ?? say(words.problem.other, { code });
}
