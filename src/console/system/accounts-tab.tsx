import words from '../../../content/wording/console/installation.yaml';
import { api } from '../api/client.ts';
import { LevelMark } from '../look/level.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { Trouble } from '../look/trouble.tsx';
import styles from './installation.module.css';

/** 账号接入: where the credentials of each account stand and whether they are there; never what they are. */
export default function AccountsTab() {
  const { data, error, refetch } = api.useQuery('get', '/api/v1/system/accounts');
  const say = words.accounts;
  if (error && !data) return <Trouble error={error} what={say.what} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton rows={6} />;
  const kinds: Record<string, string> = say.kinds;
  return (
    <Panel title={say.title} note={say.lead} flush foot={say.how}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say.account}</th>
              <th scope="col">{say.kind}</th>
              <th scope="col">{say.credentials}</th>
              <th scope="col">{say.callback}</th>
            </tr>
          </thead>
          <tbody>
            {data.accounts.map(({ id, name, kind, rehearsal, handOff, credentials, callback }) => (
              <tr key={id}>
                <th scope="row">
                  {name} <code>{id}</code>
                </th>
                <td>
                  {kinds[kind] ?? kind}
                  {rehearsal ? ` · ${say.rehearsal}` : ''}
                  {handOff === 'always' ? ` · ${say.byHand}` : ''}
                </td>
                <td>
                  <ul className={styles.plain}>
                    {credentials.map((c) => (
                      <li key={c.name}>
                        <LevelMark level={c.there ? 'green' : 'red'} says={c.there ? say.there : say.missing} />{' '}
                        {c.name} <code>{c.where}</code>
                      </li>
                    ))}
                  </ul>
                </td>
                <td>{callback ? <code>{callback}</code> : say.noCallback}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
