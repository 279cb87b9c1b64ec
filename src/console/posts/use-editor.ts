/** The text of a post as one window writes it: what was typed, what is saved, who else writes, what is found. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, fetchClient } from '../api/client.ts';
import { newKey } from '../api/new-key.ts';
import { problemOf } from '../api/problem.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { sessionHasEnded } from '../frame/session-ended.tsx';
import { type Article, type Copy, type Editor, sameText, type Text, textOf } from './post-types.ts';

/** A pause in typing after which it is saved, ms. */
const REST_MS = 700;
/** A pause after which the text becomes a revision, ms. */
const KEEP_MS = 120_000;
const LOOK_MS = 3_000;
const AGAIN_MS = 3_000;

export type Saving = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused';
export interface Conflict {
  article: string;
  theirs: Article;
  mine: Text;
}

/** This window, so that two windows of one person are told apart. */
const tab = newKey();

export function useEditorText(page: Editor, reload: () => Promise<unknown>) {
  const { post } = page;
  const { person } = useFrame();
  const [copy, setCopy] = useState<Copy>(page.copy);
  const [texts, setTexts] = useState<Record<string, Text>>({});
  const [saving, setSaving] = useState<Saving>('saved');
  const [refusal, setRefusal] = useState<{ title: string; remedy: string; code: string } | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  /** Raised whenever the paper has to show another text than the one it holds. */
  const [shown, setShown] = useState(0);
  const typed = useRef(texts);
  const known = useRef(copy);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const busy = useRef(new Set<string>());
  const editable = post.mayEdit && post.open;
  typed.current = texts;
  known.current = copy;

  const check = api.useQuery(
    'get',
    '/api/v1/posts/{post}/check',
    { params: { path: { post: post.id } } },
    { initialData: page.check, staleTime: Number.POSITIVE_INFINITY },
  );
  const lookAtFindings = check.refetch;
  const adopt = useCallback((next: Copy) => {
    setCopy(next);
    known.current = next;
  }, []);

  const again = useRef<(article: string, ms?: number) => void>(() => {});
  const save = useCallback(
    async (article: string, base?: number): Promise<void> => {
      const text = typed.current[article];
      const there = known.current.articles.find(({ id }) => id === article);
      if (!text || !there || busy.current.has(article)) return;
      busy.current.add(article);
      setSaving('saving');
      try {
        const { data, error } = await fetchClient.PUT('/api/v1/posts/{post}/articles/{article}', {
          params: { path: { post: post.id, article } },
          body: { ...text, base: base ?? there.version, tab },
        });
        if (data === undefined) throw error;
        if (data.outcome === 'conflict') {
          setConflict({ article, theirs: data.theirs, mine: text });
          return setSaving('refused');
        }
        adopt({ ...replaced(known.current, data.article), version: data.version, dirty: known.current.dirty + 1 });
        setRefusal(null);
        const newest = typed.current[article];
        if (newest && !sameText(newest, text)) return again.current(article);
        // What was saved stands for what was typed from here on.
        setTexts(({ [article]: _, ...rest }) => rest);
        setSaving('saved');
        void lookAtFindings();
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (problem.status === 401) sessionHasEnded();
        setSaving(problem.status === 0 || problem.status === 401 || problem.status >= 500 ? 'offline' : 'refused');
        if (problem.status > 0 && problem.status !== 401) setRefusal(problem);
        if (problem.status === 0 || problem.status === 401 || problem.status >= 500) again.current(article, AGAIN_MS);
        if (problem.code === 'post-in-review' || problem.code === 'article-held') void reload();
      } finally {
        busy.current.delete(article);
      }
    },
    [post.id, adopt, lookAtFindings, reload],
  );
  const queue = useCallback(
    (article: string, ms = REST_MS) => {
      clearTimeout(timers.current.get(article));
      timers.current.set(
        article,
        setTimeout(() => void save(article), ms),
      );
    },
    [save],
  );

  again.current = queue;
  const write = useCallback(
    (article: string, change: Partial<Text>) => {
      const there = known.current.articles.find(({ id }) => id === article);
      if (!there) return;
      const next = { ...textOf(typed.current[article] ?? there), ...change };
      typed.current = { ...typed.current, [article]: next };
      setTexts((now) => ({ ...now, [article]: next }));
      setSaving((now) => (now === 'offline' ? now : 'waiting'));
      queue(article);
    },
    [queue],
  );

  /** Everything typed is saved; resolves when it is, or was refused. */
  const settle = useCallback(async () => {
    for (const article of Object.keys(typed.current)) {
      clearTimeout(timers.current.get(article));
      await save(article);
    }
  }, [save]);

  useEffect(() => {
    const online = () => {
      for (const article of Object.keys(typed.current)) queue(article, 0);
    };
    addEventListener('online', online);
    return () => removeEventListener('online', online);
  }, [queue]);

  // Others write too: their articles are shown live, their order is taken over.
  const look = api.useQuery(
    'get',
    '/api/v1/posts/{post}/text',
    { params: { path: { post: post.id } } },
    { refetchInterval: LOOK_MS, enabled: post.state !== 'withdrawn' },
  );
  useEffect(() => {
    const next = look.data;
    if (!next || next.version < known.current.version || busy.current.size > 0) return;
    const moved = next.version !== known.current.version;
    const others = next.articles.some((article) => {
      const mine = known.current.articles.find(({ id }) => id === article.id);
      return mine === undefined || (mine.version !== article.version && typed.current[article.id] === undefined);
    });
    const keep = next.articles.map((article) =>
      typed.current[article.id] === undefined
        ? article
        : {
            ...article,
            version: known.current.articles.find(({ id }) => id === article.id)?.version ?? article.version,
          },
    );
    adopt({ ...next, articles: keep });
    if (moved) void lookAtFindings();
    if (others) setShown((n) => n + 1);
  }, [look.data, adopt, lookAtFindings]);

  const keepRevision = useCallback(async () => {
    await settle();
    if (known.current.dirty === 0 || known.current.stale) return;
    const { data } = await fetchClient.POST('/api/v1/posts/{post}/revision', {
      params: { path: { post: post.id } },
      keepalive: true,
    });
    if (data) adopt({ ...known.current, dirty: 0, baseRevision: data.revision });
  }, [post.id, settle, adopt]);

  const keep = useRef(keepRevision);
  keep.current = keepRevision;
  useEffect(() => {
    if (!editable || copy.dirty === 0) return;
    const timer = setTimeout(() => void keep.current().catch(() => {}), KEEP_MS);
    return () => clearTimeout(timer);
  }, [editable, copy]);
  useEffect(() => {
    if (!editable) return;
    return () => void keep.current().catch(() => {});
  }, [editable]);

  const settleConflict = useCallback(
    async (choice: 'theirs' | 'mine' | 'merged', merged?: string) => {
      if (!conflict) return;
      const { article, theirs, mine } = conflict;
      setConflict(null);
      adopt(replaced(known.current, theirs));
      if (choice === 'theirs') {
        typed.current = without(typed.current, article);
        setTexts((now) => without(now, article));
        setSaving('saved');
        void lookAtFindings();
      } else {
        const text = { ...mine, body: merged ?? mine.body };
        typed.current = { ...typed.current, [article]: text };
        setTexts((now) => ({ ...now, [article]: text }));
        await save(article, theirs.version);
      }
      setShown((n) => n + 1);
    },
    [conflict, save, adopt, lookAtFindings],
  );

  const hold = useCallback(
    async (article: string, wish: 'take' | 'leave' | 'ask') => {
      const { data } = await fetchClient
        .POST('/api/v1/posts/{post}/articles/{article}/hold', {
          params: { path: { post: post.id, article } },
          body: { tab, wish },
          keepalive: true,
        })
        .catch(() => ({ data: undefined }));
      if (data && data.version >= known.current.version)
        adopt({ ...known.current, articles: withHolds(known.current, data) });
    },
    [post.id, adopt],
  );

  return useMemo(
    () => ({
      ...{
        copy,
        texts,
        saving,
        refusal,
        conflict,
        shown,
        editable,
        check: check.data ?? page.check,
        isChecking: check.isFetching,
      },
      ...{
        write,
        settle,
        keepRevision,
        settleConflict,
        hold,
        adopt,
        lookAtFindings,
        redraw: () => setShown((n) => n + 1),
      },
      me: person.id,
      reasons: page.choices.exceptionReasons,
    }),
    [
      copy,
      texts,
      saving,
      refusal,
      conflict,
      shown,
      editable,
      check.data,
      check.isFetching,
      write,
      settle,
      keepRevision,
      settleConflict,
      hold,
      adopt,
      lookAtFindings,
      person.id,
      page.choices,
      page.check,
    ],
  );
}

export type EditorText = ReturnType<typeof useEditorText>;

function replaced(copy: Copy, article: Article): Copy {
  return { ...copy, articles: copy.articles.map((each) => (each.id === article.id ? article : each)) };
}

function withHolds(copy: Copy, from: Copy): Article[] {
  return copy.articles.map((each) => ({ ...each, hold: from.articles.find(({ id }) => id === each.id)?.hold ?? null }));
}

function without(texts: Record<string, Text>, article: string): Record<string, Text> {
  const { [article]: _, ...rest } = texts;
  return rest;
}
