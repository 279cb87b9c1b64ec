/** Pages look again when something was done; a list that is being read is not moved under the reader. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { listenDone } from './live-stream.ts';
import { lookAgain } from './look-again.ts';
import { heldBack, newsOf } from './news.ts';

/** Events that come within this time are one look. */
const TOGETHER_MS = 300;

interface LiveOptions {
  /** How soon it looks again, ms; twice as long at most, so that not all consoles look at once. */
  withinMs?: number;
  /** Counts what others changed instead of showing it, until `show` is called; for a list that has rows to be read. */
  hold?: boolean;
}

export interface Live {
  /** Things changed since the list was shown; for `<NewsBar live>`: 有 3 件新事 [显示]. */
  waiting: number;
  show: () => void;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Makes queries whose path begins with one of the prefixes (`posts` for /api/v1/posts…) look again when the ledger has
 * acts that change them; act-domains.ts says which.
 */
export function useLive(prefixes: readonly string[], { hold = false, withinMs = TOGETHER_MS }: LiveOptions = {}): Live {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(nothing);
  const held = useRef(nothing);
  const holds = useRef(hold);
  holds.current = hold;
  const key = prefixes.join(' ');
  const keep = useCallback((objects: ReadonlySet<string>) => {
    held.current = objects;
    setWaiting(objects);
  }, []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      keep(nothing);
      void lookAgain(client, key.split(' '));
    };
    // Not begun anew by each event: where something is always done, the page would never look.
    const soon = () => {
      timer ??= setTimeout(look, withinMs * (1 + Math.random()));
    };
    const stop = listenDone((events) => {
      const news = newsOf(events, key.split(' '));
      if (news.length === 0) return;
      const objects = heldBack(held.current, news, holds.current);
      if (objects === null) soon();
      else keep(objects);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, key, withinMs, keep]);
  const show = useCallback(() => {
    keep(nothing);
    void lookAgain(client, key.split(' '));
  }, [client, key, keep]);
  // Rows for which it was held back may be there no more.
  useEffect(() => {
    if (!hold && waiting.size > 0) show();
  }, [hold, waiting, show]);
  return { waiting: waiting.size, show };
}

/** `lookAgain` as a function of the page. */
export function useLookAgain(): (prefixes: readonly string[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback((prefixes) => lookAgain(client, prefixes), [client]);
}
