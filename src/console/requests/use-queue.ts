/** The list of requests, page by page, with its filters in the address. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { fetchClient } from '../api/client.ts';
import type { Queue, Tab } from './request-types.ts';

const tabs: readonly Tab[] = ['today', 'soon', 'unassigned', 'all', 'closed'];

export interface Filters {
  tab: Tab;
  q: string;
  day: string;
  /** Ids; empty for all. */
  channel: string;
  section: string;
}

/** What the address says of the list, and how it is changed; what is empty leaves the address. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [search, setSearch] = useSearchParams();
  const filters = {
    tab: tabs.find((each) => each === search.get('tab')) ?? 'all',
    q: search.get('q') ?? '',
    day: search.get('day') ?? '',
    channel: search.get('channel') ?? '',
    section: search.get('section') ?? '',
  };
  const change = (to: Partial<Filters>) => {
    const next = { ...filters, ...to };
    const kept = Object.entries(next).filter(([key, value]) => value !== '' && !(key === 'tab' && value === 'all'));
    setSearch(Object.fromEntries(kept), { replace: true });
  };
  return [filters, change];
}

/** Pages of fifty, fetched as the list is scrolled. */
export function useQueue({ tab, ...narrowed }: Filters) {
  return useInfiniteQuery({
    queryKey: ['get', '/api/v1/requests', tab, narrowed],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }): Promise<Queue> => {
      const query = {
        ...{ tab, limit: 50 },
        ...Object.fromEntries(Object.entries({ ...narrowed, cursor: pageParam }).filter(([, value]) => value !== '')),
      };
      const { data, error } = await fetchClient.GET('/api/v1/requests', { params: { query }, signal });
      if (error) throw error;
      return data;
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
}
