/** 稿件: new posts, what the editor opens with, its checks, pictures and previews. */
import { z } from 'zod';
import { beijingDay } from '../../calendar/beijing-time.ts';
import type { Role } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { checkText, editingOf } from '../../post-desk.ts';
import { loadAsset, storedPictures } from '../../posts/asset-store.ts';
import { editingRoles } from '../../posts/edit-head.ts';
import { workingOf } from '../../posts/editing/editing.ts';
import { composeNow } from '../../posts/editing/keep-revision.ts';
import { startPost } from '../../posts/editing/start-post.ts';
import { postJobs, postKinds } from '../../posts/post.ts';
import { postOrigins } from '../../posts/post-origins.ts';
import { phonePreview } from '../../posts/preview/phone-preview.ts';
import { chineseDay } from '../../posts/template-input.ts';
import { foundPost, postUnknown } from '../../review/load-chain.ts';
import { returnedText } from '../../review/returned-text.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { choicesAnswer, copyAnswer, postAnswer } from './post-answers.ts';
import { checkedText, choices, editorPage } from './post-shapes.ts';

/** Who looks at posts: everybody who writes, signs or publishes them. */
export const readers: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy', 'desk'];
/** What the frame of a preview may do: nothing but show. */
const FRAMED = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

const of = z.object({ post: z.string() });
const previewQuery = z.object({
  form: z.enum(['wechat', 'weibo', 'large']).default('wechat'),
  article: z.coerce.number().int().min(0).max(20).default(0),
  /** Version of the text, so that a browser asks again when it has changed. */
  v: z.string().optional(),
});
const newPost = z.object({
  title: z.string().trim().min(1).max(200),
  kind: z.enum(postKinds),
  job: z.enum(postJobs).nullable(),
});
const markdownPost = z.object({ file: z.string().min(1).max(200), markdown: z.string().min(1).max(280_000) });
const begun = z.object({ id: z.string() });

export function postRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, config } = govcast;
  const { db } = acting;
  const editing = editingOf(govcast);
  return [
    route({
      method: 'POST',
      path: '/posts',
      summary: 'Begins a blank post',
      admits: editingRoles,
      body: newPost,
      answer: begun,
      handle: async ({ body, caller }) => ({ id: (await startPost(editing, body, caller.actor)).id }),
    }),
    route({
      method: 'POST',
      path: '/posts/markdown',
      summary: 'Begins a post with a Markdown text, head and all',
      admits: editingRoles,
      body: markdownPost,
      answer: begun,
      handle: async ({ body, caller }) => ({ id: (await startPost(editing, body, caller.actor)).id }),
    }),
    route({
      method: 'GET',
      path: '/posts/choices',
      summary: 'What a post can be, do and go out on, as the office has set it',
      admits: readers,
      answer: choices,
      handle: async () => choicesAnswer(govcast),
    }),
    route({
      method: 'GET',
      path: '/posts/pictures/:sha256',
      summary: 'A picture of the house by its SHA-256',
      admits: readers,
      params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      handle: async ({ params: { sha256 } }) => {
        const picture = await loadAsset(db, sha256);
        if (!picture) throw pictureUnknown(sha256);
        const headers = { 'cache-control': 'private, max-age=31536000, immutable', 'content-security-policy': FRAMED };
        return { type: picture.mediaType, bytes: Buffer.from(picture.bytes), headers };
      },
    }),
    route({
      method: 'GET',
      path: '/posts/:post',
      summary: 'Everything the editor opens with: the post, its text as people are writing it, findings, choices',
      admits: readers,
      params: of,
      answer: editorPage,
      handle: async ({ params, caller }) => {
        const post = await foundPost(db, params.post);
        const copy = await workingOf(db, post, clock.now());
        const origins = await postOrigins(db, [post]);
        return {
          post: {
            ...(await postAnswer(govcast, post, copy, caller.person)),
            originOf: origins.get(`${post.subjectKind}:${post.subjectId}`) ?? '',
          },
          copy: copyAnswer(govcast, copy, post),
          check: await checkText(govcast, post.id),
          choices: choicesAnswer(govcast),
          returned: await returnedText(db, config.people, post, copy),
        };
      },
    }),
    route({
      method: 'GET',
      path: '/posts/:post/check',
      summary: 'Findings and lengths of the text as it is being written',
      admits: readers,
      params: of,
      answer: checkedText,
      handle: ({ params }) => checkText(govcast, params.post),
    }),
    route({
      method: 'GET',
      path: '/posts/:post/preview',
      summary: 'What goes out, as a phone shows it',
      admits: readers,
      params: of,
      query: previewQuery,
      handle: async ({ params, query: { form, article } }) => {
        const made = await composeNow(editing, params.post);
        if (!made) throw postUnknown(params.post);
        const account = choicesAnswer(govcast).account;
        const { at } = made.copy.wishes;
        const wish = { form, article, account, on: at === null ? '' : chineseDay(beijingDay(at)) };
        const bytes = await phonePreview(made.composition.composed, storedPictures(db, acting.clock.now), wish);
        return { type: 'text/html; charset=utf-8', bytes, headers: { 'content-security-policy': FRAMED } };
      },
    }),
  ];
}

function pictureUnknown(sha256: string): Refused {
  const remedy = 'Upload the picture again.';
  return new Refused({ code: 'picture-unknown', message: `there is no picture ${sha256}`, place: sha256, remedy });
}
