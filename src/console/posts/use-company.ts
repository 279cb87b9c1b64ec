/** Who else writes in the post: their articles are shown live, their order is taken over, and who has which article. */
import { type RefObject, useCallback, useEffect } from 'react';
import { api, fetchClient } from '../api/client.ts';
import type { Article, Copy, Text } from './post-types.ts';
import { tab } from './use-typing.ts';

const LOOK_MS = 3_000;

interface Parts {
  post: string;
  enabled: boolean;
  known: RefObject<Copy>;
  typed: RefObject<Record<string, Text>>;
  /** Whether a save is under way: its answer is newer than what is looked at. */
  isBusy: () => boolean;
  adopt: (copy: Copy) => void;
  lookAtFindings: () => unknown;
  redraw: () => void;
}

export function useCompany({ post, enabled, known, typed, isBusy, adopt, lookAtFindings, redraw }: Parts) {
  const look = api.useQuery(
    'get',
    '/api/v1/posts/{post}/text',
    { params: { path: { post } } },
    { refetchInterval: LOOK_MS, enabled },
  );
  useEffect(() => {
    const next = look.data;
    if (!next || next.version < known.current.version || isBusy()) return;
    const mine = (id: string) => known.current.articles.find((each) => each.id === id);
    const moved = next.version !== known.current.version;
    const others = next.articles.some(({ id, version }) => {
      const there = mine(id);
      return there === undefined || (there.version !== version && typed.current[id] === undefined);
    });
    // What I am typing goes on from the version that I saw: another one is a conflict, and is told as one.
    const keep = next.articles.map((article) =>
      typed.current[article.id] === undefined
        ? article
        : { ...article, version: mine(article.id)?.version ?? article.version },
    );
    adopt({ ...next, articles: keep });
    if (moved) void lookAtFindings();
    if (others) redraw();
  }, [look.data, known, typed, isBusy, adopt, lookAtFindings, redraw]);

  return useCallback(
    async (article: string, wish: 'take' | 'leave' | 'ask') => {
      const { data } = await fetchClient
        .POST('/api/v1/posts/{post}/articles/{article}/hold', {
          params: { path: { post, article } },
          body: { tab, wish },
          keepalive: true,
        })
        .catch(() => ({ data: undefined }));
      if (data && data.version >= known.current.version)
        adopt({ ...known.current, articles: withHolds(known.current, data) });
    },
    [post, known, adopt],
  );
}

function withHolds(copy: Copy, from: Copy): Article[] {
  return copy.articles.map((each) => ({ ...each, hold: from.articles.find(({ id }) => id === each.id)?.hold ?? null }));
}
