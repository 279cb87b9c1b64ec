/** What becomes of a text in 稿件: revisions, their differences, submitting, opening again, making again from its pages, exceptions. */
import { z } from 'zod';
import { requireOwnName } from '../../access/require-own-name.ts';
import type { Govcast } from '../../govcast.ts';
import { editingOf, submitText } from '../../post-desk.ts';
import { editingRoles } from '../../posts/edit-head.ts';
import { keepRevision } from '../../posts/editing/keep-revision.ts';
import { listKeptTexts, listRevisions } from '../../posts/editing/list-revisions.ts';
import { recomposeText } from '../../posts/editing/recompose-text.ts';
import { reopenText } from '../../posts/editing/reopen-text.ts';
import { restoreRevision, revisionText } from '../../posts/editing/restore-revision.ts';
import { settleBase } from '../../posts/editing/settle-base.ts';
import { textDifference } from '../../posts/editing/text-difference.ts';
import { bundleLayouts } from '../../posts/page-material.ts';
import { postKinds } from '../../posts/post.ts';
import { exceptFinding } from '../../review/except-finding.ts';
import { foundPost } from '../../review/load-chain.ts';
import { withPictures } from '../../with-pictures.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { copyAnswer, namer } from './post-answers.ts';
import { readers } from './post-routes.ts';
import { articleText, named, shownCopy } from './post-shapes.ts';

const of = z.object({ post: z.string() });
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const kept = z.object({ revision: z.number(), contentHash: z.string(), outcome: z.string(), voided: z.boolean() });

const piece = z.object({ is: z.enum(['same', 'added', 'removed']), text: z.string() });
const difference = z.object({
  from: z.number(),
  to: z.number(),
  articles: z.array(
    z.object({
      before: z.string().nullable(),
      after: z.string().nullable(),
      title: z.array(piece),
      digest: z.array(piece),
      paragraphs: z.array(z.array(piece)),
    }),
  ),
});

const versions = z.object({
  revisions: z.array(
    z.object({
      revision: z.number(),
      contentHash: z.string(),
      at: z.number(),
      by: named,
      writers: z.array(named),
      review: z.enum(['open', 'approved', 'returned', 'voided']).nullable(),
    }),
  ),
  kept: z.array(
    articleText.omit({ sourceUrl: true }).extend({
      id: z.string(),
      article: z.string(),
      person: named,
      at: z.number(),
      why: z.enum(['conflict', 'replaced', 'removed']),
    }),
  ),
});

export function postVersionRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, reviewing } = govcast;
  const { db } = acting;
  const editing = editingOf(govcast);
  const name = namer(govcast);
  const admits = editingRoles;
  return [
    route({
      method: 'POST',
      path: '/posts/:post/revision',
      summary: 'Makes what was written a revision; the same text again makes none',
      admits,
      params: of,
      answer: kept,
      handle: ({ params, caller }) => keepRevision(editing, params, caller.actor),
    }),
    route({
      method: 'POST',
      path: '/posts/:post/submit',
      summary: 'Puts the text that was read before its signers, and onto the accounts that are wished',
      admits,
      params: of,
      body: z.object({ version: z.number() }),
      answer: z.object({ revision: z.number(), contentHash: z.string() }),
      handle: ({ params, body, caller }) => submitText(govcast, { ...params, ...body }, caller.actor),
    }),
    route({
      method: 'POST',
      path: '/posts/:post/reopen',
      summary: 'Opens a submitted or approved text for writing, knowing that its signatures fall',
      admits,
      params: of,
      body: z.object({ seenHash: hash }),
      answer: shownCopy,
      handle: async ({ params, body, caller }) => {
        const copy = await reopenText(editing, { ...params, ...body }, caller.actor);
        return copyAnswer(govcast, copy, await foundPost(db, params.post));
      },
    }),
    route({
      method: 'POST',
      path: '/posts/:post/base',
      summary: 'Decides what is written on when the post has become another text meanwhile',
      admits,
      params: of,
      body: z.object({ seenHash: hash, take: z.enum(['post', 'copy']) }),
      answer: shownCopy,
      handle: async ({ params, body, caller }) => {
        const copy = await settleBase(editing, { ...params, ...body }, caller.actor);
        return copyAnswer(govcast, copy, await foundPost(db, params.post));
      },
    }),
    route({
      method: 'POST',
      path: '/posts/:post/recompose',
      summary: 'Makes the text again from its pages as they are now, as a new revision',
      admits,
      params: of,
      body: z.object({
        seenHash: hash,
        layout: z.enum(bundleLayouts).optional(),
        kind: z.enum(postKinds).optional(),
        result: z.string().min(1).max(40).optional(),
      }),
      answer: kept,
      handle: ({ params, body, caller }) =>
        withPictures(govcast, (fetchBytes) => recomposeText(editing, fetchBytes, { ...params, ...body }, caller.actor)),
    }),
    route({
      method: 'POST',
      path: '/posts/:post/exceptions',
      summary: 'Lets a finding pass in this very text, under a reason code',
      admits: ['section-head', 'leader', 'secrecy'],
      params: of,
      body: z.object({ seenHash: hash, check: z.string(), excerpt: z.string(), reasonCode: z.string() }),
      answer: z.object({ check: z.string() }),
      handle: async ({ params, body, caller }) => {
        requireOwnName(caller);
        await exceptFinding(acting, reviewing, { ...params, ...body }, caller.actor);
        return { check: body.check };
      },
    }),
    route({
      method: 'GET',
      path: '/posts/:post/revisions',
      summary: 'The revisions of a post, and texts that were replaced before they became one',
      admits: readers,
      params: of,
      answer: versions,
      handle: async ({ params }) => {
        await foundPost(db, params.post);
        const listed = await listRevisions(db, params.post);
        const texts = await listKeptTexts(db, params.post);
        return {
          revisions: listed.map((r) => ({ ...r, by: name(r.by), writers: r.writers.map(name) })),
          kept: texts.map((text) => ({ ...text, person: name(text.person) })),
        };
      },
    }),
    route({
      method: 'GET',
      path: '/posts/:post/difference',
      summary: 'What differs between two revisions, by sentences and characters',
      admits: readers,
      params: of,
      query: z.object({ from: z.coerce.number().int(), to: z.coerce.number().int() }),
      answer: difference,
      handle: async ({ params, query: { from, to } }) => {
        const [before, after] = [await revisionText(db, params.post, from), await revisionText(db, params.post, to)];
        return { from, to, articles: textDifference(before, after) };
      },
    }),
    route({
      method: 'POST',
      path: '/posts/:post/restore',
      summary: 'Makes an earlier text the newest again, as a new revision',
      admits,
      params: of,
      body: z.object({ revision: z.number().int() }),
      answer: kept,
      handle: ({ params, body, caller }) => restoreRevision(editing, { ...params, ...body }, caller.actor),
    }),
  ];
}
