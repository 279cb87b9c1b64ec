import { useQueryClient } from '@tanstack/react-query';
import words from '../../../content/wording/console/access.yaml';
import { api, fetchClient } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { lookAgain } from '../frame/look-again.ts';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './access.module.css';
import { HeadedTable } from './headed-table.tsx';
import { LoginsTable } from './logins-table.tsx';

/** 登录与会话: where one is signed in, each to be ended; and one's own record of logins. */
export default function SessionsTab() {
  const { data, error, isPending, refetch } = api.useQuery('get', '/api/v1/session/all');
  const logins = api.useQuery('get', '/api/v1/session/logins');
  const { now } = useFrame();
  const client = useQueryClient();
  const end = async (session: string | null) => {
    if (session === null) await fetchClient.DELETE('/api/v1/session/all');
    else await fetchClient.DELETE('/api/v1/session/all/{session}', { params: { path: { session } } });
    await lookAgain(client, ['session']);
  };
  if (error && !data) return <Trouble error={error} what={words.sessions.what} onRetry={() => void refetch()} />;
  const others = data?.items.filter(({ own }) => !own) ?? [];
  const columns = [words.sessions.where, words.sessions.how, words.sessions.begun, words.sessions.seen];
  return (
    <div className={styles.panels}>
      <Panel
        title={words.sessions.title}
        note={words.sessions.lead}
        flush
        acts={
          others.length > 0 ? (
            <button type="button" className={`${styles.plain} ${styles.small}`} onClick={() => void end(null)}>
              {words.sessions.endOthers}
            </button>
          ) : (
            words.sessions.none
          )
        }
      >
        {isPending ? <RowsSkeleton rows={2} /> : null}
        <HeadedTable columns={[...columns, words.people.act]}>
          {data?.items.map((session) => (
            <tr key={session.id}>
              <td className={styles.nowrap}>{session.address}</td>
              <td className={styles.cut} title={session.agent}>
                {session.agent}
              </td>
              <td className={styles.nowrap}>{momentWords(session.begunAt, now())}</td>
              <td className={styles.nowrap}>{momentWords(session.seenAt, now())}</td>
              <td>
                {session.own ? (
                  words.sessions.own
                ) : (
                  <button type="button" className={styles.link} onClick={() => void end(session.id)}>
                    {words.sessions.end}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </HeadedTable>
      </Panel>
      <Panel title={words.sessions.mine} flush>
        {logins.data ? <LoginsTable logins={logins.data.items} /> : <RowsSkeleton rows={4} />}
      </Panel>
    </div>
  );
}
