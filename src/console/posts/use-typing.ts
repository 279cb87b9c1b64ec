/** What is typed and how it is saved: after a pause, article by article, on the version that was seen. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { fetchClient } from '../api/client.ts';
import { newKey } from '../api/new-key.ts';
import { problemOf } from '../api/problem.ts';
import { sessionHasEnded } from '../frame/session-ended.tsx';
import { type Article, type Copy, sameText, type Text, textOf } from './post-types.ts';

/** A pause in typing after which it is saved, ms. */
const REST_MS = 700;
const AGAIN_MS = 3_000;

export type Saving = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused';
export interface Conflict {
  article: string;
  theirs: Article;
  mine: Text;
}
export interface Refusal {
  title: string;
  remedy: string;
  code: string;
}

/** This window, so that two windows of one person are told apart. */
export const tab = newKey();

interface Parts {
  post: string;
  known: RefObject<Copy>;
  adopt: (copy: Copy) => void;
  lookAtFindings: () => unknown;
  /** Has the paper show another text than the one it holds. */
  redraw: () => void;
  reload: () => Promise<unknown>;
}

export function useTyping({ post, known, adopt, lookAtFindings, redraw, reload }: Parts) {
  const [texts, setTexts] = useState<Record<string, Text>>({});
  const [saving, setSaving] = useState<Saving>('saved');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const typed = useRef(texts);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const running = useRef(new Map<string, Promise<void>>());
  typed.current = texts;

  const put = useCallback((article: string, text: Text | null) => {
    const { [article]: _, ...rest } = typed.current;
    typed.current = text === null ? rest : { ...rest, [article]: text };
    setTexts(typed.current);
  }, []);
  const queue = useRef<(article: string, ms?: number) => void>(() => {});
  const send = useCallback(
    async (article: string, text: Text, base: number) => {
      setSaving('saving');
      try {
        const { data, error } = await fetchClient.PUT('/api/v1/posts/{post}/articles/{article}', {
          params: { path: { post, article } },
          body: { ...text, base, tab },
        });
        if (data === undefined) throw error;
        if (data.outcome === 'conflict') {
          setConflict({ article, theirs: data.theirs, mine: text });
          return setSaving('refused');
        }
        adopt({ ...replaced(known.current, data.article), version: data.version, dirty: known.current.dirty + 1 });
        setRefusal(null);
        const newest = typed.current[article];
        if (newest && !sameText(newest, text)) return queue.current(article);
        // What was saved stands for what was typed from here on.
        put(article, null);
        setSaving('saved');
        void lookAtFindings();
      } catch (thrown) {
        const problem = problemOf(thrown);
        const silent = problem.status === 0 || problem.status === 401;
        const later = silent || problem.status >= 500;
        if (problem.status === 401) sessionHasEnded();
        setSaving(later ? 'offline' : 'refused');
        if (!silent) setRefusal(problem);
        if (later) queue.current(article, AGAIN_MS);
        if (problem.code === 'post-in-review' || problem.code === 'article-held') void reload();
      }
    },
    [post, known, adopt, lookAtFindings, put, reload],
  );
  const save = useCallback(
    async (article: string, base?: number): Promise<void> => {
      const text = typed.current[article];
      const there = known.current.articles.find(({ id }) => id === article);
      const now = running.current.get(article);
      if (!text || !there || now) return now;
      const sending = send(article, text, base ?? there.version).finally(() => running.current.delete(article));
      running.current.set(article, sending);
      return sending;
    },
    [known, send],
  );
  queue.current = (article, ms = REST_MS) => {
    clearTimeout(timers.current.get(article));
    timers.current.set(
      article,
      setTimeout(() => void save(article), ms),
    );
  };
  const write = useCallback(
    (article: string, change: Partial<Text>) => {
      const there = known.current.articles.find(({ id }) => id === article);
      if (!there) return;
      put(article, { ...textOf(typed.current[article] ?? there), ...change });
      setSaving((now) => (now === 'offline' ? now : 'waiting'));
      queue.current(article);
    },
    [known, put],
  );
  /** Has everything typed saved at once. @returns whether nothing is left unsaved */
  const settle = useCallback(async (): Promise<boolean> => {
    for (const article of Object.keys(typed.current)) {
      clearTimeout(timers.current.get(article));
      // What was typed while a save was under way is saved after it.
      if (running.current.has(article)) await save(article);
      clearTimeout(timers.current.get(article));
      await save(article);
    }
    return Object.keys(typed.current).length === 0;
  }, [save]);

  useEffect(() => {
    const online = () => {
      for (const article of Object.keys(typed.current)) queue.current(article, 0);
    };
    addEventListener('online', online);
    return () => removeEventListener('online', online);
  }, []);

  const settleConflict = useCallback(
    async (choice: 'theirs' | 'mine' | 'merged', merged?: string) => {
      if (!conflict) return;
      const { article, theirs, mine } = conflict;
      setConflict(null);
      adopt(replaced(known.current, theirs));
      if (choice === 'theirs') {
        put(article, null);
        setSaving('saved');
        void lookAtFindings();
      } else {
        put(article, { ...mine, body: merged ?? mine.body });
        await save(article, theirs.version);
      }
      redraw();
    },
    [conflict, known, save, adopt, put, lookAtFindings, redraw],
  );
  const isBusy = useCallback(() => running.current.size > 0, []);
  return { texts, typed, saving, refusal, conflict, write, settle, settleConflict, isBusy };
}

function replaced(copy: Copy, article: Article): Copy {
  return { ...copy, articles: copy.articles.map((each) => (each.id === article.id ? article : each)) };
}
