import words from '../../../content/wording/console/installation.yaml';
import { api } from '../api/client.ts';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { Trouble } from '../look/trouble.tsx';
import styles from './installation.module.css';

const groups = ['cadence', 'policy', 'reply', 'review'] as const;

/** 规则: each rule as it was understood, with where it comes from and an example counted from today. */
export default function RulesTab() {
  const { data, error, refetch } = api.useQuery('get', '/api/v1/system/rules');
  if (error && !data) return <Trouble error={error} what={words.rules.what} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton rows={10} height={44} />;
  return (
    <div className={styles.stack}>
      <p className={styles.second}>
        {words.rules.lead}
        {data.rules.some(({ provisional }) => provisional) ? `；${words.rules.provisionalNote}` : null}
      </p>
      {groups.map((group) => (
        <Panel key={group} title={words.rules.groups[group]} flush>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{words.rules.says}</th>
                  <th scope="col" className={styles.example}>
                    {words.rules.example}
                  </th>
                  <th scope="col">{words.rules.source}</th>
                  <th scope="col">{words.rules.rule}</th>
                </tr>
              </thead>
              <tbody>
                {data.rules
                  .filter((rule) => rule.group === group)
                  .map(({ rule, says, example, provisional, source }) => (
                    <tr key={rule + says}>
                      <td>{says}</td>
                      <td className={provisional ? `${styles.counted} ${styles.provisional}` : styles.counted}>
                        {provisional ? <b>{words.rules.provisional} </b> : null}
                        {example ?? '—'}
                      </td>
                      <td className={styles.second}>{source}</td>
                      <td className={styles.second}>
                        <code>{rule}</code>
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </Panel>
      ))}
    </div>
  );
}
