import { useId } from 'react';
import words from '../../../content/wording/console/ledger.yaml';
import { api } from '../api/client.ts';
import styles from './ledger.module.css';

interface Props {
  get: (key: string) => string | undefined;
  set: (key: string, value: string | null) => void;
  clear: () => void;
}

/** Person, act and days; whoever was looked for stays in the address. */
export function LedgerFilters({ get, set, clear }: Props) {
  const id = useId();
  const { data } = api.useQuery('get', '/api/v1/ledger/people');
  const some = ['person', 'act', 'from', 'to', 'object'].some((key) => get(key));
  return (
    <search className={`${styles.filters} screen-only`}>
      <label htmlFor={`${id}p`}>{words.person}</label>
      <select id={`${id}p`} value={get('person') ?? ''} onChange={({ target }) => set('person', target.value)}>
        <option value="">{words.anyone}</option>
        {(data?.people ?? []).map((p) => (
          <option key={p.id} value={p.id}>
            {p.name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}a`}>{words.act}</label>
      <select id={`${id}a`} value={get('act') ?? ''} onChange={({ target }) => set('act', target.value)}>
        <option value="">{words.anything}</option>
        {Object.entries(words.domains).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}f`}>{words.from}</label>
      <input id={`${id}f`} type="date" value={get('from') ?? ''} onChange={({ target }) => set('from', target.value)} />
      <label htmlFor={`${id}t`}>{words.to}</label>
      <input id={`${id}t`} type="date" value={get('to') ?? ''} onChange={({ target }) => set('to', target.value)} />
      {some ? (
        <button type="button" className={styles.clear} onClick={clear}>
          {words.clear}
        </button>
      ) : null}
    </search>
  );
}
