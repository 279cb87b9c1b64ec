import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import words from '../../../content/wording/console/matrix.yaml';
import { fetchClient } from '../api/client.ts';
import { useListKeys } from '../frame/keys.ts';
import { useLive } from '../frame/live.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { Empty } from '../look/empty.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import { PickPanel } from '../today/pick-panel.tsx';
import { QuestionPanel } from '../today/question-panel.tsx';
import { AccountPanel, useResume } from './account-panel.tsx';
import { AccountTable } from './account-table.tsx';
import { ArchiveSheet } from './archive-sheet.tsx';
import styles from './matrix.module.css';
import { MatrixActs } from './matrix-acts.tsx';
import { MatrixFilters, useMatrixFilters } from './matrix-filters.tsx';
import type { AccountRow, MatrixTable } from './matrix-types.ts';
import { RegisterSheet } from './register-sheet.tsx';
import { RepostPanel } from './repost-panel.tsx';

type Layer =
  | { is: 'archive'; id: string }
  | { is: 'register' }
  | { is: 'delivery'; id: string }
  | { is: 'pick'; id: string; name: string };

/** 矩阵: the accounts, the repost task that is due first, and one account in detail. */
export default function MatrixPage() {
  useLive(['matrix', 'reposts', 'deliveries']);
  const [search, setSearch] = useSearchParams();
  const filters = useMatrixFilters();
  const table = useTable(filters.query);
  const rows = table.data?.pages.flatMap(({ items }) => items) ?? [];
  const summary = table.data?.pages[0]?.summary;
  const [layer, setLayer] = useState<Layer | null>(null);
  // In the address: 日历 leads here to answer a delivery, 今日 to tell what an account sent before.
  const [asked, archive] = [search.get('delivery'), search.get('archive')];
  useEffect(() => {
    if (asked) setLayer({ is: 'delivery', id: asked });
    else if (archive) setLayer({ is: 'archive', id: archive });
  }, [asked, archive]);
  const resume = useResume();
  // Without a choice the first that needs somebody is shown, else the first.
  const first = rows.find((row) => row.act === 'handle') ?? rows.find((row) => row.act !== null) ?? rows[0];
  const chosen = search.get('account') ?? first?.id ?? null;
  const chosenRow = rows.find(({ id }) => id === chosen);
  const choose = (row: AccountRow) =>
    setSearch(
      (now) => {
        now.set('account', row.id);
        return now;
      },
      { replace: true },
    );
  const run = (row: AccountRow) => {
    choose(row);
    if ((row.act === 'look' || row.act === 'handle') && row.next?.delivery)
      setLayer({ is: 'delivery', id: row.next.delivery });
    if (row.act === 'filing') setLayer({ is: 'archive', id: row.id });
    if (row.act === 'resume') void resume?.(row.id, row.name);
    if (row.act === 'propose') setLayer({ is: 'pick', id: row.id, name: row.name });
  };
  const { rowProps } = useListKeys(rows, { open: choose, main: run });
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = table;
  const mayAsk = hasNextPage && !isFetching && !isFetchNextPageError;
  const more = useCallback(() => {
    if (mayAsk) void fetchNextPage();
  }, [mayAsk, fetchNextPage]);
  return (
    <>
      <PageTitle
        title={words.title}
        lead={summary ? leadOf(summary) : undefined}
        acts={
          <MatrixActs row={chosenRow} probing={summary?.probing ?? 0} onRegister={() => setLayer({ is: 'register' })} />
        }
      />
      {summary && (summary.total > 12 || filters.isOn) ? <MatrixFilters filters={filters} /> : null}
      {table.isPending ? <RowsSkeleton rows={8} height={44} /> : null}
      {table.error && !table.data ? (
        <Trouble error={table.error} what={words.trouble.table} onRetry={() => void table.refetch()} />
      ) : null}
      {summary && rows.length === 0 ? <Empty says={filters.isOn ? words.empty.found : words.empty.all} /> : null}
      {rows.length > 0 ? (
        <AccountTable rows={rows} chosen={chosen} onChoose={choose} onAct={run} more={more} rowProps={rowProps} />
      ) : null}
      <div className={`${styles.below} print-wide`}>
        <RepostPanel wanted={search.get('task')} />
        {chosen ? (
          <AccountPanel key={chosen} id={chosen} onArchive={() => setLayer({ is: 'archive', id: chosen })} />
        ) : null}
      </div>
      {layer?.is === 'archive' ? <ArchiveSheet id={layer.id} onClose={() => setLayer(null)} /> : null}
      {layer?.is === 'register' ? <RegisterSheet onClose={() => setLayer(null)} /> : null}
      {layer?.is === 'pick' ? (
        <PickPanel channel={layer.id} channelName={layer.name} onClose={() => setLayer(null)} />
      ) : null}
      {layer?.is === 'delivery' ? <QuestionPanel delivery={layer.id} onClose={() => setLayer(null)} /> : null}
    </>
  );
}

function useTable(query: Record<string, string>) {
  return useInfiniteQuery({
    queryKey: ['get', '/api/v1/matrix', query],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }): Promise<MatrixTable> => {
      const asked = { ...query, limit: 100, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      const { data, error } = await fetchClient.GET('/api/v1/matrix', { params: { query: asked }, signal });
      if (error) throw error;
      return data;
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    // Of accounts that are tried one after the other not every one tells by an event.
    refetchInterval: ({ state }) => ((state.data?.pages[0]?.summary.probing ?? 0) > 0 ? 10_000 : false),
  });
}

function leadOf({ total, breached, failed, filed }: MatrixTable['summary']): string {
  const more = [
    breached > 0 ? say(words.lead.breached, { n: breached }) : null,
    failed > 0 ? say(words.lead.failed, { n: failed }) : null,
    filed > 0 ? say(words.lead.filed, { n: filed }) : null,
  ].filter((each) => each !== null);
  const all = say(words.lead.total, { n: total });
  return more.length === 0 ? all : `${all}，${more.join('、')}`;
}
