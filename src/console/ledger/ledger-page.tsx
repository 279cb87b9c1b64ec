import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import words from '../../../content/wording/console/ledger.yaml';
import { fetchClient } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { useListKeys } from '../frame/keys.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { Empty } from '../look/empty.tsx';
import { Rows } from '../look/rows.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { startOfDay } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import { ChainBar } from './chain-bar.tsx';
import styles from './ledger.module.css';
import { LedgerFilters } from './ledger-filters.tsx';
import { LineDrawer } from './line-drawer.tsx';
import { type Line, LineRow } from './line-row.tsx';

const DAY_MS = 86_400_000;

/** 台账: what was done, newest first; the filters stand in the address. */
export default function LedgerPage() {
  const { now } = useFrame();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<Line | null>(null);
  const of = (key: string) => search.get(key) ?? undefined;
  const [person, object, act, from, to] = ['person', 'object', 'act', 'from', 'to'].map(of);
  const query = {
    ...(person ? { person } : {}),
    ...(object ? { object } : {}),
    ...(act ? { act } : {}),
    ...(from ? { from: startOfDay(from) } : {}),
    ...(to ? { to: startOfDay(to) + DAY_MS } : {}),
  };
  const pages = useInfiniteQuery({
    queryKey: ['get', '/api/v1/ledger', query],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) => {
      const asked = { ...query, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      const { data, error } = await fetchClient.GET('/api/v1/ledger', { params: { query: asked }, signal });
      if (error) throw error;
      return data;
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const set = (key: string, value: string | null) =>
    setSearch((old) => {
      if (value) old.set(key, value);
      else old.delete(key);
      return old;
    });
  const lines = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const { rowProps } = useListKeys(lines, { open: setOpen, off: open !== null });
  const first = pages.data?.pages[0];
  return (
    <>
      <PageTitle title={words.title} lead={words.lead} />
      <ChainBar entries={first?.entries} head={first?.head} />
      <LedgerFilters get={of} set={set} clear={() => setSearch({})} />
      <section className={styles.list} aria-label={words.title}>
        {pages.error ? <Trouble error={pages.error} what={words.what} onRetry={() => void pages.refetch()} /> : null}
        {pages.isPending ? <RowsSkeleton rows={10} height={46} /> : null}
        {pages.data && lines.length === 0 ? <Empty says={pages.hasNextPage ? words.searching : words.none} /> : null}
        <Rows
          rows={lines}
          height={45}
          keyOf={({ seq }) => String(seq)}
          isMore={pages.hasNextPage && lines.length > 0}
          isFetchingMore={pages.isFetchingNextPage}
          more={() => void pages.fetchNextPage()}
        >
          {(line, i) => <LineRow line={line} now={now()} onOpen={() => setOpen(line)} rowProps={rowProps(i)} />}
        </Rows>
        {pages.hasNextPage && lines.length === 0 ? (
          <button
            type="button"
            className={styles.more}
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {words.more}
          </button>
        ) : null}
      </section>
      <LineDrawer
        line={open}
        onClose={() => setOpen(null)}
        onSame={(object) => {
          setOpen(null);
          setSearch({ object });
        }}
        title={open ? say(words.line, { n: open.seq.toLocaleString('zh-CN') }) : ''}
      />
    </>
  );
}
