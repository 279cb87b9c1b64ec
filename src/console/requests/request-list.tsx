import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/requests.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { useKeys, useListKeys } from '../frame/keys.ts';
import { useLive } from '../frame/live.ts';
import { Empty } from '../look/empty.tsx';
import { NewsBar } from '../look/news-bar.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { counted } from './counted.ts';
import { isNarrowed, RequestFilters } from './request-filters.tsx';
import styles from './request-list.module.css';
import { RequestRow } from './request-row.tsx';
import { RequestTabs } from './request-tabs.tsx';
import type { ListedRequest } from './request-types.ts';
import { useFilters, useQueue } from './use-queue.ts';

const ROW = 73;

interface Props {
  openId: string | null;
  hrefOf: (request: ListedRequest) => string;
  onOpen: (request: ListedRequest) => void;
  /** The first of the list, so that the page opens on it. */
  onFirst: (request: ListedRequest | null) => void;
}

/** The left pane: tabs, search, what is chosen, and the requests by due time. */
export function RequestList({ openId, hrefOf, onOpen, onFirst }: Props) {
  const { now } = useFrame();
  const [filters, change] = useFilters();
  const queue = useQueue(filters);
  const rows = queue.data?.pages.flatMap(({ items }) => items) ?? [];
  const head = queue.data?.pages[0];
  const live = useLive(['requests'], { hold: rows.length > 0 });
  const chosen = useChosen(rows);
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = queue;
  const mayAsk = hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (mayAsk && last >= rows.length - 10) void fetchNextPage();
  }, [mayAsk, fetchNextPage, last, rows.length]);
  const [assigning, setAssigning] = useState(false);
  const { index, setIndex, rowProps } = useListKeys(rows, {
    open: onOpen,
    select: (row) => chosen.toggle(row, false),
    main: (row) => {
      if (chosen.ids.size === 0) chosen.toggle(row, false);
      setAssigning(true);
    },
  });
  // What had the focus goes: it is given back to the row that is meant.
  const closeForm = () => {
    setAssigning(false);
    scroll.current?.querySelector<HTMLElement>(`[data-list-row="${index}"] a`)?.focus();
  };
  const extend = (by: number) => {
    const row = rows[index];
    const next = rows[index + by];
    if (!row || !next) return;
    chosen.add([row, next]);
    setIndex(index + by);
  };
  useKeys({
    'shift+arrowdown': { says: words.keys.more, act: () => extend(1) },
    'shift+arrowup': { says: words.keys.fewer, act: () => extend(-1) },
    ...(chosen.ids.size > 0 ? { escape: () => (assigning ? closeForm() : chosen.clear()) } : {}),
  });
  const first = rows[0] ?? null;
  useEffect(() => onFirst(first), [onFirst, first]);
  const count = head?.counts.all ?? 0;
  return (
    <section className={styles.pane} aria-labelledby="requests-title">
      <header className={styles.head}>
        <h1 id="requests-title" className={styles.name}>
          {words.title}
        </h1>
        {head ? <span className={styles.lead}>{say(words.lead, { n: counted(count, head.countedTo) })}</span> : null}
      </header>
      <RequestTabs tab={filters.tab} head={head} onTab={(tab) => change({ tab })} />
      <RequestFilters filters={filters} change={change} />
      {head?.lookedIn && rows.length === 0 ? (
        <p className={styles.looked}>{say(words.searchIn, { n: head.lookedIn.toLocaleString('zh-CN') })}</p>
      ) : null}
      {chosen.ids.size > 0 ? (
        <ChosenBar
          requests={rows.filter(({ id }) => chosen.ids.has(id))}
          assigning={assigning}
          setAssigning={setAssigning}
          allChosen={chosen.ids.size === rows.length}
          onAll={() => (chosen.ids.size === rows.length ? chosen.clear() : chosen.add(rows))}
          onDone={() => {
            chosen.clear();
            closeForm();
          }}
        />
      ) : null}
      <NewsBar live={live} />
      <div ref={scroll} className={styles.scroll} data-scrolls>
        {queue.isPending ? <RowsSkeleton rows={8} height={ROW} /> : null}
        {queue.error && !queue.data ? (
          <Trouble error={queue.error} what={words.trouble.list} onRetry={() => void queue.refetch()} />
        ) : null}
        {head && rows.length === 0 ? (
          <Empty says={filters.q || isNarrowed(filters) ? words.empty.found : words.empty[filters.tab]} />
        ) : null}
        <ul className={styles.rows} aria-label={words.list} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index: i, start }) => {
            const row = rows[i];
            return row ? (
              <li key={row.id} className={styles.at} style={{ top: start, height: ROW }} {...rowProps(i)}>
                <RequestRow
                  request={row}
                  now={now()}
                  isOpen={openId === row.id || openId === row.number}
                  isChosen={chosen.ids.has(row.id)}
                  href={hrefOf(row)}
                  onChoose={(range) => chosen.toggle(row, range)}
                />
              </li>
            ) : null;
          })}
        </ul>
      </div>
    </section>
  );
}

/** What is ticked; with Shift everything from the last one that was. */
function useChosen(rows: readonly ListedRequest[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [from, setFrom] = useState<string | null>(null);
  const add = (more: readonly ListedRequest[]) => setIds((now) => new Set([...now, ...more.map(({ id }) => id)]));
  const toggle = (row: ListedRequest, range: boolean) => {
    const [a, b] = [rows.findIndex(({ id }) => id === from), rows.indexOf(row)];
    if (range && a >= 0 && b >= 0) add(rows.slice(Math.min(a, b), Math.max(a, b) + 1));
    else
      setIds((now) => {
        const next = new Set(now);
        if (!next.delete(row.id)) next.add(row.id);
        return next;
      });
    setFrom(row.id);
  };
  return { ids, add, toggle, clear: () => setIds(new Set()) };
}
