/** Keeping a post back beside its signatures: hold, release, embargo (I-14), and taking its approval back. */
import { z } from 'zod';
import { requireFresh } from '../../access/require-fresh.ts';
import { requireOwnName } from '../../access/require-own-name.ts';
import type { Role } from '../../config/people.ts';
import { voidHandOffs } from '../../delivery/hand-off/void-hand-offs.ts';
import type { Govcast } from '../../govcast.ts';
import { embargoPost, holdPost, releasePost } from '../../review/hold-post.ts';
import { keepingOf } from '../../review/keeping-of.ts';
import { foundPost } from '../../review/load-chain.ts';
import { withdrawApproval } from '../../review/withdraw-approval.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { ofPost, reviewing } from './review-routes.ts';
import { keepingAnswer } from './review-shapes.ts';

const keepers: readonly Role[] = [...reviewing, 'desk'];
const reason = z.string().trim().min(1).max(500);
const done = z.object({ ok: z.literal(true) });
const ok = { ok: true as const };

export function reviewKeepRoutes({ acting, config, reviewing: desk, work }: Govcast): ApiRoute[] {
  const releasing = { ...acting, people: config.people };
  return [
    route({
      method: 'GET',
      path: '/review/:post/keeping',
      summary: 'What keeps a post back beside its signatures, and what the person may do about it',
      admits: [...keepers, 'auditor'],
      params: ofPost,
      answer: keepingAnswer,
      handle: async ({ params, caller }) => {
        const post = await foundPost(acting.db, params.post);
        return keepingOf(acting.db, desk, post, caller.person.id, acting.clock.now());
      },
    }),
    route({
      method: 'POST',
      path: '/review/:post/hold',
      summary: 'Holds a post: nothing of it begins, whatever its time, until a person releases it',
      admits: keepers,
      params: ofPost,
      body: z.object({ reason }),
      answer: done,
      handle: async ({ params, body, caller }) => {
        requireOwnName(caller);
        await holdPost(releasing, params.post, body.reason, caller.actor);
        return ok;
      },
    }),
    route({
      method: 'POST',
      path: '/review/:post/release',
      summary: 'Releases a held post; what fell due meanwhile passes the lateness rule of its account',
      admits: ['section-head', 'leader'],
      params: ofPost,
      answer: done,
      handle: async ({ params, caller }) => {
        requireOwnName(caller);
        await releasePost(releasing, params.post, caller.actor);
        return ok;
      },
    }),
    route({
      method: 'PUT',
      path: '/review/:post/embargo',
      summary: 'Sets until when nothing of a post begins, ms UTC; null lifts it',
      admits: keepers,
      params: ofPost,
      body: z.object({ until: z.int().nullable() }),
      answer: done,
      handle: async ({ params, body, caller }) => {
        requireOwnName(caller);
        await embargoPost(releasing, params.post, body.until, caller.actor);
        return ok;
      },
    }),
    route({
      method: 'POST',
      path: '/review/:post/withdraw',
      summary: 'Takes the approval of a post back, so that nothing more of it begins',
      admits: reviewing,
      params: ofPost,
      body: z.object({ reason }),
      answer: done,
      handle: async ({ params, body, caller }) => {
        requireFresh(caller, acting.clock.now(), config.settings.access.confirmMinutes);
        await withdrawApproval(acting, desk, { ...params, ...body }, caller.actor);
        await voidHandOffs(work, params.post);
        return ok;
      },
    }),
  ];
}
