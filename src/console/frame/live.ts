/** Pages look again when something was done; a list that is being read is not moved under the reader. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { prefixesOf } from './act-domains.ts';
import { listenDone } from './live-stream.ts';

/** Events that come within this time are one look. */
const TOGETHER_MS = 300;

interface LiveOptions {
  /** How soon it looks again, ms; twice as long at most, so that not all consoles look at once. */
  withinMs?: number;
  /** Counts what is new instead of showing it, until `show` is called. */
  hold?: boolean;
  /** Not told of at all: the person's own acts, that the page has shown already. */
  isOwn?: (event: { act: string; object: string }) => boolean;
}

export interface Live {
  /** Things done since the list was shown; for `<NewsBar live>`: 有 3 件新事 [显示]. */
  waiting: number;
  show: () => void;
}

/**
 * Makes queries whose path begins with one of the prefixes (`posts` for /api/v1/posts…) look again when the ledger has
 * acts that change them; act-domains.ts says which.
 */
export function useLive(
  prefixes: readonly string[],
  { hold = false, isOwn, withinMs = TOGETHER_MS }: LiveOptions = {},
): Live {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(0);
  const own = useRef(isOwn);
  own.current = isOwn;
  const key = prefixes.join(' ');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listenDone((events) => {
      const mine = events.filter((e) => e.act === '*' || prefixesOf(e.act).some((p) => key.split(' ').includes(p)));
      const news = mine.filter((e) => !own.current?.(e));
      if (news.length === 0) return;
      if (hold && news.every((e) => e.act !== '*')) return setWaiting((n) => n + news.length);
      // Not begun anew by each event: where something is always done, the page would never look.
      timer ??= setTimeout(
        () => {
          timer = undefined;
          void lookAgain(client, key.split(' '));
        },
        withinMs * (1 + Math.random()),
      );
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, key, hold, withinMs]);
  const show = useCallback(() => {
    setWaiting(0);
    void lookAgain(client, key.split(' '));
  }, [client, key]);
  return { waiting, show };
}

/** Has every query whose path begins with one of the prefixes look again; after an act of one's own, too. */
export function lookAgain(client: QueryClient, prefixes: readonly string[]): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey: [, path] }) =>
      typeof path === 'string' && prefixes.some((p) => path === `/api/v1/${p}` || path.startsWith(`/api/v1/${p}/`)),
  });
}

/** `lookAgain` as a function of the page. */
export function useLookAgain(): (prefixes: readonly string[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback((prefixes) => lookAgain(client, prefixes), [client]);
}
