import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { api } from '../api/client.ts';
import type { LaneItem, Lanes } from './answers.ts';

/** Lanes whose items are asked for together. */
const TOGETHER = 40;
const none: ReadonlySet<string> = new Set();

interface LaneItems {
  /** What stands on the lanes that were in sight, in the order of time. */
  items: readonly LaneItem[];
  /** Channels in sight whose items are on their way. */
  waits: ReadonlySet<string>;
  /** Lanes have come into sight, by their places in the list, both inside. */
  see: (first: number, last: number) => void;
}

/** The items of all lanes that come into sight: the first ones come with the window, the others some lanes at a time. */
export function useLaneItems({ from, to }: { from: string; to: string }, data: Lanes | undefined): LaneItems {
  const [seen, setSeen] = useState<readonly number[]>([]);
  const first = data?.withItems ?? 0;
  const more = (data?.lanes ?? []).slice(first).map(({ channel }) => channel);
  const blocks = seen.map((n) => more.slice(n * TOGETHER, (n + 1) * TOGETHER)).filter((ids) => ids.length > 0);
  const read = useQueries({
    queries: blocks.map((ids) =>
      api.queryOptions('get', '/api/v1/calendar/items', {
        params: { query: { from, to, channels: ids.join(',') } },
      }),
    ),
    combine: (answers) => ({
      items: answers.flatMap((answer) => answer.data?.items ?? []),
      waiting: answers.flatMap((answer, i) => (answer.isPending ? (blocks[i] ?? []) : [])),
    }),
  });
  const see = useCallback(
    (from: number, to: number) => {
      const wanted: number[] = [];
      for (let n = Math.floor(Math.max(0, from - first) / TOGETHER); n * TOGETHER + first <= to; n += 1) wanted.push(n);
      setSeen((was) => (wanted.every((n) => was.includes(n)) ? was : [...new Set([...was, ...wanted])]));
    },
    [first],
  );
  const own = data?.items;
  const items = useMemo(() => {
    const all = new Map([...(own ?? []), ...read.items].map((item) => [item.id, item]));
    return read.items.length === 0 ? (own ?? []) : [...all.values()].sort((a, b) => a.at - b.at);
  }, [own, read.items]);
  const waits = useMemo(() => (read.waiting.length === 0 ? none : new Set(read.waiting)), [read.waiting]);
  return { items, waits, see };
}
