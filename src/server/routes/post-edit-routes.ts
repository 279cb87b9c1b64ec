/** Writing in 稿件: articles, fields, order, covers, who writes where. None of it is a revision yet. */
import { z } from 'zod';
import { AskedWrongly } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { editingOf } from '../../post-desk.ts';
import { editingRoles } from '../../posts/edit-head.ts';
import { arrangeArticles } from '../../posts/editing/arrange-articles.ts';
import { chooseCover } from '../../posts/editing/choose-cover.ts';
import { workingOf } from '../../posts/editing/editing.ts';
import { holdArticle } from '../../posts/editing/hold-article.ts';
import { keepUpload } from '../../posts/editing/keep-upload.ts';
import { requireMayEdit } from '../../posts/editing/may-edit.ts';
import { saveArticle } from '../../posts/editing/save-article.ts';
import { saveHead } from '../../posts/editing/save-head.ts';
import { foundPost } from '../../review/load-chain.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { articleAnswer, copyAnswer } from './post-answers.ts';
import { readers } from './post-routes.ts';
import { articleText, shownArticle, shownCopy, workingHead, workingWishes } from './post-shapes.ts';

const of = z.object({ post: z.string() });
const ofArticle = z.object({ post: z.string(), article: z.string() });
const tab = z.string().min(1).max(60);
/** A picture of 40 MB in base64. */
const UPLOAD = 56_000_000;

const arrangement = z.discriminatedUnion('do', [
  z.object({ do: z.literal('order'), articles: z.array(z.string()).max(20) }),
  z.object({ do: z.literal('add') }),
  z.object({ do: z.literal('remove'), article: z.string() }),
  z.object({ do: z.literal('put-back'), text: articleText, at: z.number().int().min(0).max(20) }),
]);
const articleSaved = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('saved'), article: shownArticle, version: z.number() }),
  /** `theirs` stands, `mine` is kept beside it: save on the version of `theirs` to take its place. */
  z.object({
    outcome: z.literal('conflict'),
    theirs: shownArticle,
    mine: articleText.extend({ sourceUrl: z.string().nullable() }),
  }),
]);

export function postEditRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock } = govcast;
  const { db } = acting;
  const editing = editingOf(govcast);
  const admits = editingRoles;
  return [
    route({
      method: 'GET',
      path: '/posts/:post/text',
      summary: 'The text as people are writing it, and who writes where',
      admits: readers,
      params: of,
      answer: shownCopy,
      handle: async ({ params }) => {
        const post = await foundPost(db, params.post);
        return copyAnswer(govcast, await workingOf(db, post, clock.now()), post);
      },
    }),
    route({
      method: 'PUT',
      path: '/posts/:post/articles/:article',
      summary: 'Saves what was typed in one article, on the version that was seen',
      admits,
      unkept: true,
      params: ofArticle,
      body: articleText.extend({ base: z.number(), tab }),
      answer: articleSaved,
      handle: async ({ params, body: { base, tab, ...text }, caller }) => {
        const done = await saveArticle(editing, { ...params, base, tab, text }, caller.actor);
        if (done.outcome === 'conflict') {
          return { outcome: 'conflict' as const, theirs: articleAnswer(govcast, done.theirs), mine: done.mine };
        }
        return { outcome: 'saved' as const, article: articleAnswer(govcast, done.article), version: done.copyVersion };
      },
    }),
    route({
      method: 'POST',
      path: '/posts/:post/articles/:article/hold',
      summary: 'Takes an article to write in it for 45 seconds, leaves it, or asks whoever has it to leave',
      admits,
      params: ofArticle,
      body: z.object({ tab, wish: z.enum(['take', 'leave', 'ask']) }),
      answer: shownCopy,
      handle: async ({ params, body, caller }) => {
        await holdArticle(editing, { ...params, ...body }, caller.actor);
        const post = await foundPost(db, params.post);
        return copyAnswer(govcast, await workingOf(db, post, clock.now()), post);
      },
    }),
    route({
      method: 'POST',
      path: '/posts/:post/articles',
      summary: 'Orders the articles, adds one, takes one out or puts one back',
      admits,
      params: of,
      body: arrangement,
      answer: shownCopy,
      handle: async ({ params, body, caller }) => {
        const copy = await arrangeArticles(editing, params.post, body, caller.actor);
        return copyAnswer(govcast, copy, await foundPost(db, params.post));
      },
    }),
    route({
      method: 'PUT',
      path: '/posts/:post/head',
      summary: 'Says what the post is and does, and where and when it shall go out',
      admits,
      params: of,
      body: z.object({ head: workingHead.partial().optional(), wishes: workingWishes.partial().optional() }),
      answer: shownCopy,
      handle: async ({ params, body, caller }) => {
        for (const channel of body.wishes?.channels ?? []) govcast.channelConfig(channel);
        const change = { ...(body.head ? { head: body.head } : {}), ...(body.wishes ? { wishes: body.wishes } : {}) };
        const copy = await saveHead(editing, params.post, change, caller.actor);
        return copyAnswer(govcast, copy, await foundPost(db, params.post));
      },
    }),
    route({
      method: 'POST',
      path: '/posts/:post/articles/:article/cover',
      summary: 'Draws the cover of an article again, or cuts it from a picture',
      admits,
      params: ofArticle,
      body: z.object({ from: z.string().regex(/^(?:drawn|auto|[0-9a-f]{64})$/) }),
      answer: shownArticle,
      handle: async ({ params, body, caller }) =>
        articleAnswer(govcast, await chooseCover(editing, { ...params, ...body }, caller.actor)),
    }),
    route({
      method: 'POST',
      path: '/posts/:post/pictures',
      summary: 'Takes a picture into the house (base64): upright, without metadata, small enough for the platform',
      admits,
      params: of,
      body: z.object({ base64: z.string().min(1) }),
      bodyLimit: UPLOAD,
      answer: z.object({
        pictures: z.array(z.object({ sha256: z.string(), width: z.number(), height: z.number(), bytes: z.number() })),
        note: z.string().nullable(),
      }),
      handle: async ({ params, body, caller }) => {
        requireMayEdit(editing.who, caller.person.id, await foundPost(db, params.post));
        if (!/^[A-Za-z0-9+/]+=*$/.test(body.base64)) throw notBase64();
        return await keepUpload(acting, params.post, Buffer.from(body.base64, 'base64'), caller.actor);
      },
    }),
  ];
}

function notBase64(): AskedWrongly {
  const remedy = 'Send the bytes of the picture in base64.';
  return new AskedWrongly({ code: 'request', message: 'base64: it is not base64', place: 'body/base64', remedy });
}
