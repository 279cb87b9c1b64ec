/** Pages of a list by cursor, joined to one list that grows as it is read. */
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { lookAgainAt } from './look-again.ts';

interface CursorPage<T> {
  items: T[];
  next: string | null;
}

/**
 * `usePages(['get', '/api/v1/items', filters], (cursor) => fetchClient.GET('/api/v1/items', { params: { query: {
 * ...filters, cursor } } }))`. The key begins as openapi-react-query writes it, so that `useLive` finds the list.
 * `X` is what stands beside the rows on every page; `first` has it.
 */
export function usePages<T, X = unknown>(
  key: readonly [method: 'get', path: string, ...rest: unknown[]],
  read: (cursor: string | undefined) => Promise<{ data?: (CursorPage<T> & X) | undefined; error?: unknown }>,
  { enabled = true } = {},
) {
  type Page = CursorPage<T> & X;
  const query = useInfiniteQuery<Page, unknown, InfiniteData<Page>, readonly unknown[], string | null>({
    queryKey: [...key, 'pages'],
    queryFn: async ({ pageParam }) => {
      const { data, error } = await read(pageParam ?? undefined);
      if (data === undefined) throw error;
      return data;
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    enabled,
  });
  const { data, error, isPending, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage } = query;
  const client = useQueryClient();
  const hash = JSON.stringify(key);
  const again = useCallback(() => void lookAgainAt(client, [...JSON.parse(hash), 'pages']), [client, hash]);
  // What is on its way comes first: beginning at once would give it up, and with it what it has to tell.
  const [wantsMore, setWantsMore] = useState(false);
  useEffect(() => {
    if (!wantsMore || isFetching) return;
    setWantsMore(false);
    void fetchNextPage();
  }, [wantsMore, isFetching, fetchNextPage]);
  const more = useCallback(() => setWantsMore(true), []);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const first = data?.pages[0];
  return {
    rows,
    first,
    error,
    isPending,
    isMore: hasNextPage,
    isFetchingMore: wantsMore || isFetchingNextPage,
    more,
    again,
  };
}
