/** How posts are made: the part `posts` of govcast.yaml, each setting with its default, its unit and where it comes from. */
import { z } from 'zod';

/** M-01: percentages; whoever changes one has to change another. */
const mix = z
  .strictObject({
    publish: z.number().min(0).max(100).default(40),
    interpret: z.number().min(0).max(100).default(30),
    respond: z.number().min(0).max(100).default(10),
    serve: z.number().min(0).max(100).default(20),
  })
  .refine((m) => Math.abs(m.publish + m.interpret + m.respond + m.serve - 100) < 1e-9, {
    error: 'four shares that add up to 100',
    params: { remedy: 'Change posts.mix so that publish, interpret, respond and serve add up to 100.' },
  })
  .prefault({});

/** Kind and job of the post that a page becomes. */
export const pageBecomes = z.strictObject({
  /** The kinds of posts/post.ts; a test compares the two lists. */
  kind: z.enum(['policy', 'news', 'notice', 'repost', 'consultation', 'guide', 'topic', 'experience', 'other']),
  /** Left out, a person has to choose one before the post can be submitted. */
  job: z.enum(['publish', 'interpret', 'respond', 'serve']).optional(),
});

export const postSettings = z
  .strictObject({
    /** A digest is composed to this many 字 (code points); the platform refuses beyond 128 (S-14). */
    digestChars: z.int().min(20).max(128).default(120),
    /** When a bundle becomes a post by itself: never, with its first interpretation, or at once. */
    bundles: z.enum(['never', 'with-interpretation', 'always']).default('with-interpretation'),
    /** A bundle as several articles, or as one article with parts 原文要点, 一图读懂, 问答. A person may choose otherwise for one post. */
    bundleLayout: z.enum(['articles', 'parts']).default('articles'),
    /** Sources whose pages become posts by themselves, with kind and job (M-01): `shili/gzdt: {kind: news, job: publish}`. */
    items: z.record(z.string(), pageBecomes).default({}),
    /** Person who stands as the drafter of posts that make themselves; nobody reviews a post of their own. */
    author: z.string().min(1).default('li-na'),
    /** how long such posts stay public, a day or 长期; empty leaves it to a person. */
    publicUntil: z.string().default('长期'),
    /** how 主动公开 is printed. Sources print both: 枣庄市 and 聊城市住建局 documents (S1, S2). */
    markingWords: z.enum(['此件公开发布', '此文件公开发布']).default('此件公开发布'),
    /** manners of release that a post has until a person chooses others. */
    manner: z
      .array(z.enum(['web', 'gazette', 'press', 'new-media']))
      .min(1)
      .default(['web', 'new-media']),
    /** Key points of a document that is too long to be printed whole: at most this many 字. */
    keyPointChars: z.int().min(200).max(8000).default(2500),
    /** M-01: shares of the four jobs that the account aims at, per cent; together 100. */
    mix,
  })
  .prefault({});
