import words from '../../../content/wording/console/access.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { Empty } from '../look/empty.tsx';
import { momentWords } from '../look/time-words.ts';
import styles from './access.module.css';
import { HeadedTable } from './headed-table.tsx';

interface Login {
  id: string;
  at: number;
  person: string | null;
  address: string;
  agent: string;
  outcome: 'in' | 'wrong' | 'locked' | 'code' | 'closed' | 'refused';
}

/** Tries to come in, the newest first; what did not come in carries its mark and word. */
export function LoginsTable({ logins }: { logins: readonly Login[] }) {
  const { now } = useFrame();
  if (logins.length === 0) return <Empty says={words.logins.none} />;
  const { at, who, from, agent, outcome } = words.logins;
  return (
    <HeadedTable columns={[at, who, outcome, from, agent]}>
      {logins.map((login) => (
        <tr key={login.id}>
          <td className={styles.nowrap}>{momentWords(login.at, now())}</td>
          <td className={styles.nowrap}>{login.person ?? words.logins.unknown}</td>
          <td className={styles.nowrap}>
            {login.outcome === 'in' ? (
              <span className={styles.done}>● {words.logins.in}</span>
            ) : (
              <span className={styles.warn}>■ {words.logins[login.outcome]}</span>
            )}
          </td>
          <td className={styles.nowrap}>{login.address}</td>
          <td className={styles.cut} title={login.agent}>
            {login.agent}
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}
