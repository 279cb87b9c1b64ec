import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { fetchClient } from '../api/client.ts';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { Trouble } from '../look/trouble.tsx';
import styles from './access.module.css';
import { Field } from './field.tsx';
import { LoginsTable } from './logins-table.tsx';

/** 登录记录, for the security administrator and the auditor. */
export default function LoginsTab() {
  const [typed, setTyped] = useState('');
  const [person, setPerson] = useState('');
  const query = useInfiniteQuery({
    queryKey: ['get', '/api/v1/logins', person],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) => {
      const asked = { limit: 50, ...(person ? { person } : {}), ...(pageParam === '' ? {} : { cursor: pageParam }) };
      const { data, error } = await fetchClient.GET('/api/v1/logins', { params: { query: asked }, signal });
      if (error) throw error;
      return data;
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = query;
  const look = (event: FormEvent) => {
    event.preventDefault();
    setPerson(typed.trim());
  };
  return (
    <Panel title={words.logins.title} note={words.logins.lead} flush>
      <form className={`${styles.beside} screen-only`} onSubmit={look}>
        <Field label={words.logins.whose} value={typed} onType={setTyped} />
        <button type="submit" className={styles.plain}>
          {words.logins.look}
        </button>
      </form>
      {error ? <Trouble error={error} what={words.logins.what} onRetry={() => void refetch()} /> : null}
      {isPending ? <RowsSkeleton rows={8} /> : null}
      {data ? <LoginsTable logins={data.pages.flatMap((page) => page.items)} /> : null}
      {hasNextPage ? (
        <div className={styles.stepBody}>
          <button type="button" className={styles.plain} onClick={() => void fetchNextPage()}>
            {words.logins.more}
          </button>
        </div>
      ) : null}
    </Panel>
  );
}
