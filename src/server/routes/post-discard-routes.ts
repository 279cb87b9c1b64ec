/** Putting a draft away in 稿件, and taking it up again. */
import { z } from 'zod';
import { discardPost } from '../../delivery/discard-post.ts';
import { takePostUp } from '../../delivery/take-post-up.ts';
import type { Govcast } from '../../govcast.ts';
import { editingOf } from '../../post-desk.ts';
import { editingRoles } from '../../posts/edit-head.ts';
import { type ApiRoute, route } from '../api/route.ts';

const of = z.object({ post: z.string() });

export function postDiscardRoutes(govcast: Govcast): ApiRoute[] {
  const desk = editingOf(govcast);
  const admits = editingRoles;
  return [
    route({
      method: 'POST',
      path: '/posts/:post/discard',
      summary: 'Puts a post of which nothing went out away, with a reason; nothing is deleted',
      admits,
      params: of,
      body: z.object({ seenHash: z.string().regex(/^[0-9a-f]{64}$/), reason: z.string().max(500) }),
      answer: z.object({ state: z.literal('withdrawn') }),
      handle: async ({ params, body, caller }) => {
        await discardPost(desk, { ...params, ...body }, caller.actor);
        return { state: 'withdrawn' as const };
      },
    }),
    route({
      method: 'POST',
      path: '/posts/:post/take-up',
      summary: 'Takes a post up again that was put away: a draft with the text it had',
      admits,
      params: of,
      answer: z.object({ state: z.literal('draft'), places: z.number(), passed: z.number() }),
      handle: async ({ params, caller }) => {
        return { state: 'draft' as const, ...(await takePostUp(desk, params.post, caller.actor)) };
      },
    }),
  ];
}
