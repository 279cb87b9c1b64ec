/** What people do in 审核. Every act carries the hash of the text that was read; the acts ask whose step or gate it is. */
import { z } from 'zod';
import { requireFresh } from '../../access/require-fresh.ts';
import { requireOwnName } from '../../access/require-own-name.ts';
import { deliverApproved } from '../../delivery/deliver-approved.ts';
import type { Govcast } from '../../govcast.ts';
import { openPost } from '../../review/open-post.ts';
import { type Decision, signPost } from '../../review/sign-post.ts';
import { tickGate } from '../../review/tick-gate.ts';
import { untickGate } from '../../review/untick-gate.ts';
import { whatFollows } from '../../review/what-follows.ts';
import { withdrawSignature } from '../../review/withdraw-signature.ts';
import type { Caller } from '../api/caller.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { ofPost, reviewing } from './review-routes.ts';
import { followsAnswer } from './review-shapes.ts';

const seen = z.object({ seenHash: z.string().regex(/^[0-9a-f]{64}$/) });
const ofGate = ofPost.extend({ gate: z.string().min(1).max(40) });
const opinion = z.string().max(500);
const signing = seen.extend({
  step: z.string().max(40),
  opinion,
  /** The absent person in whose place it is signed (代签). */
  standsFor: z.string().max(40).optional(),
});
const returning = signing.extend({
  opinion: opinion.min(1),
  marks: z
    .array(
      z.object({
        article: z.int().min(-1).max(7),
        block: z.int().min(0).max(100_000),
        start: z.int().min(0),
        end: z.int().min(1),
        excerpt: z.string().min(1).max(500),
        note: z.string().max(300),
      }),
    )
    .max(50)
    .default([]),
});
const decided = z.object({
  step: z.string(),
  state: z.enum(['in-review', 'approved', 'returned']),
  next: z.string().nullable(),
});
const done = z.object({ ok: z.literal(true) });
const ok = { ok: true as const };

export function reviewActRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, config, work } = govcast;
  const { confirmMinutes } = config.settings.access;

  /** Signing and returning, by one who showed password or code of late. */
  const decide = (wish: Decision, caller: Caller) => {
    const { actor } = caller;
    requireFresh(caller, acting.clock.now(), confirmMinutes);
    return signPost(acting, govcast.reviewing, wish, actor, async (tx, { id, approvedHash }) => {
      const descriptorOf = (channel: string) => work.channel(channel).descriptor;
      if (approvedHash) await deliverApproved(tx, acting, descriptorOf, { id, approvedHash }, actor);
    });
  };

  return [
    route({
      method: 'POST',
      path: '/review/:post/open',
      summary: 'Says that the person whose turn it is has the post before him: the signature before stands from now on',
      admits: reviewing,
      params: ofPost,
      body: seen,
      answer: z.object({ isFirst: z.boolean() }),
      handle: async ({ params, body, caller }) => {
        requireOwnName(caller);
        return { isFirst: await openPost(acting, govcast.reviewing, { ...params, ...body }, caller.actor) };
      },
    }),
    route({
      method: 'POST',
      path: '/review/:post/gates/:gate',
      summary: 'Ticks one gate of the text that was read (A-03)',
      admits: reviewing,
      params: ofGate,
      body: seen.extend({ comment: z.string().max(300).default('') }),
      answer: z.object({ openGates: z.array(z.string()) }),
      handle: async ({ params, body, caller }) => {
        requireOwnName(caller);
        return { openGates: await tickGate(acting, govcast.reviewing, { ...params, ...body }, caller.actor) };
      },
    }),
    route({
      method: 'POST',
      path: '/review/:post/gates/:gate/untick',
      summary: 'Takes the own tick of a gate away, before signing',
      admits: reviewing,
      params: ofGate,
      body: seen,
      answer: done,
      handle: async ({ params, body, caller }) => {
        requireOwnName(caller);
        await untickGate(acting, govcast.reviewing, { ...params, ...body }, caller.actor);
        return ok;
      },
    }),
    route({
      method: 'POST',
      path: '/review/:post/sign',
      summary: 'Gives the signature that waits, to the very text that was read; the last one approves the post',
      admits: reviewing,
      params: ofPost,
      body: signing,
      answer: decided.extend({ follows: followsAnswer.nullable() }),
      handle: async ({ params, body: { step, ...body }, caller }) => {
        const wish = { ...params, ...body, seenStep: step, decision: 'approve' as const, ownGates: true };
        const signed = await decide(wish, caller);
        const isLast = signed.state === 'approved';
        return { ...signed, follows: isLast ? await whatFollows(acting.db, params.post, acting.clock.now()) : null };
      },
    }),
    route({
      method: 'POST',
      path: '/review/:post/return',
      summary: 'Sends the post back with a reason and the passages that are meant',
      admits: reviewing,
      params: ofPost,
      body: returning,
      answer: decided,
      handle: ({ params, body: { step, ...body }, caller }) =>
        decide({ ...params, ...body, seenStep: step, decision: 'return' }, caller),
    }),
    route({
      method: 'POST',
      path: '/review/:post/unsign',
      summary: 'Withdraws the own newest signature, while the next person has not opened the post',
      admits: reviewing,
      params: ofPost,
      body: seen,
      answer: z.object({ step: z.string() }),
      handle: async ({ params, body, caller }) => {
        requireOwnName(caller);
        return withdrawSignature(acting, govcast.reviewing, { ...params, ...body }, caller.actor);
      },
    }),
  ];
}
