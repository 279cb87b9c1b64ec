/** One item that a person moves, by drag or by keys: where to, what the planner says of it, and the move itself. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { fetchClient } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import type { Movable, Moved, Tried } from './answers.ts';
import { whenWords } from './item-words.ts';
import { moveWords } from './move-words.ts';

export interface Moving {
  item: Movable;
  by: 'drag' | 'keys' | 'dialog';
  /** Where the dialog begins: the day on which it was let go, else where the item is. */
  begins: number;
  /** Where the person would put it, ms UTC; null while it is where it was. */
  target: number | null;
  exact: boolean;
  tried: Tried | null;
  /** It was let go: what differs from what was wanted waits for a word. */
  dropped: boolean;
  running: boolean;
  problem: { title: string; remedy: string } | null;
}

/** The pointer crosses days on its way: only where it rests is asked. */
const REST_MS = 90;

export function useMoving(nameOf: (channel: string) => string) {
  const client = useQueryClient();
  const { now } = useFrame();
  const { offer } = useUndo();
  const [moving, setMoving] = useState<Moving | null>(null);
  const [said, setSaid] = useState('');
  const latest = useRef(moving);
  latest.current = moving;
  const patch = useCallback((change: Partial<Moving>) => setMoving((was) => was && { ...was, ...change }), []);

  const look = useCallback(
    () => client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/calendar') }),
    [client],
  );

  const start = useCallback(
    (item: Movable, by: Moving['by'], begins = item.at) => {
      const rest = { begins, target: null, exact: false, tried: null, dropped: false, running: false, problem: null };
      setMoving({ item, by, ...rest });
      if (by === 'keys') setSaid(say(words.move.start, { title: item.title, when: whenWords(item.at, now()) }));
    },
    [now],
  );
  const stop = useCallback(() => {
    const was = latest.current;
    if (was?.by === 'keys') setSaid(say(words.move.back, { title: was.item.title }));
    setMoving(null);
    if (was) focusCard(was.item);
  }, []);
  const aim = useCallback(
    (target: number | null, exact = false) => {
      const was = latest.current;
      if (!was || (was.target === target && was.exact === exact)) return;
      patch({ target, exact, tried: null, problem: null });
    },
    [patch],
  );

  const commit = useCallback(
    async ({ item, tried }: Pick<Moving, 'item' | 'tried'>) => {
      if (!tried || tried.at === null) return;
      patch({ running: true, problem: null });
      const { post, channel, title } = item;
      const act = tried.was !== null && tried.was.act !== tried.act ? { act: tried.act } : {};
      const seen = tried.mark === null ? {} : { seen: tried.mark };
      const body = { post, channel, at: tried.at, pin: true, ...act, ...seen };
      const { data, error } = await fetchClient.POST('/api/v1/calendar/move', { body });
      if (!data) {
        const { title: what, remedy } = problemOf(error);
        setSaid(`${what}：${remedy}`);
        patch({ running: false, dropped: true, problem: { title: what, remedy } });
        await look();
        return;
      }
      setMoving(null);
      const done = say(words.move.done, { title, when: whenWords(tried.at, now()) });
      setSaid(done);
      offer({ said: done, undo: () => putBack(data.back).then(look) });
      await look();
      focusCard({ post, channel });
    },
    [look, now, offer, patch],
  );

  /** Let go: what fits is done at once, the rest waits for a word. */
  const drop = useCallback(() => {
    const was = latest.current;
    if (!was || was.target === null) return stop();
    patch({ dropped: true });
    if (was.tried?.verdict === 'fits') void commit(was);
  }, [commit, patch, stop]);

  const target = moving?.target ?? null;
  const id = moving?.item.id ?? null;
  const exact = moving?.exact ?? false;
  useEffect(() => {
    const item = latest.current?.item;
    if (target === null || id === null || !item) return;
    let over = false;
    const timer = setTimeout(async () => {
      const body = { post: item.post, channel: item.channel, at: target, exact };
      const { data, error } = await fetchClient.POST('/api/v1/calendar/try', { body });
      if (over) return;
      if (!data) return patch({ problem: problemOf(error) });
      const { head, body: text, besides } = moveWords(data, nameOf, now());
      setSaid(`${head}。${text}${besides}`);
      const dropped = latest.current?.dropped === true;
      patch({ tried: data });
      if (dropped && data.verdict === 'fits') void commit({ item, tried: data });
    }, REST_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [target, exact, id, nameOf, now, patch, commit]);

  const tell = useCallback((what: string) => offer({ said: what }), [offer]);
  return { moving, said, start, stop, aim, drop, commit, look, announce: setSaid, tell };
}

export type MovingActs = ReturnType<typeof useMoving>;

/** The focus goes back to the card, unless the person has gone on to something else. */
function focusCard({ post, channel }: Pick<Movable, 'post' | 'channel'>): void {
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const lane = document.querySelector(`[data-channel="${CSS.escape(channel)}"]`);
    lane?.querySelector<HTMLElement>(`[data-post="${CSS.escape(post)}"]`)?.focus();
  });
}

/** Puts everything back where it stood, the moved one first. */
async function putBack(places: Moved['back']): Promise<void> {
  for (const { post, channel, at, act, pinned } of places) {
    const { error } = await fetchClient.POST('/api/v1/calendar/move', {
      body: { post, channel, at, act, pin: pinned },
    });
    if (error) throw error;
  }
}
