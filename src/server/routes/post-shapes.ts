/** Shapes of the answers of 稿件: what the list and the editor are given, one request a page. */
import { z } from 'zod';
import { manners } from '../../posts/manner.ts';
import { markings, postJobs, postKinds } from '../../posts/post.ts';

export const reviewStates = ['draft', 'in-review', 'approved', 'returned', 'withdrawn'] as const;
const subjectKinds = ['bundle', 'item', 'file', 'season', 'console'] as const;
export const named = z.object({ id: z.string(), name: z.string() });

/** Why a post was put away, by whom and when. */
const putAway = z.object({ reason: z.string(), by: named, at: z.number() });

export const postRow = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  kindName: z.string(),
  state: z.enum(reviewStates),
  author: named,
  updatedAt: z.number(),
  revision: z.number(),
  origin: z.enum(subjectKinds),
  /** File path, or title of what it was made of; empty when it was written by hand. */
  originOf: z.string(),
  channels: z.array(named),
  /** Null for a text that was not checked yet: asked again a moment later they are there. */
  findings: z.object({ blocking: z.number(), warning: z.number(), note: z.number() }).nullable(),
  /** Somebody has written in it since its newest revision. */
  written: z.object({ at: z.number(), by: z.string() }).nullable(),
  away: putAway.nullable(),
  contentHash: z.string(),
  mayDiscard: z.boolean(),
  mayTakeUp: z.boolean(),
});

export const workingHead = z.object({
  kind: z.enum(postKinds),
  job: z.enum(postJobs).nullable(),
  marking: z.enum(markings).nullable(),
  /** A day YYYY-MM-DD, 长期, or empty. */
  publicUntil: z.string().regex(/^(?:长期|\d{4}-\d{2}-\d{2}|)$/),
  source: z.string().max(100).nullable(),
  unit: z.string().max(100).nullable(),
  telephone: z.string().max(60).nullable(),
  drafted: z.boolean(),
});
export const workingWishes = z.object({ channels: z.array(z.string()).max(50), at: z.number().nullable() });

/** Addresses that 阅读原文 can lead to. */
const address = z.union([
  z.literal(null),
  z
    .string()
    .max(4000)
    .regex(/^https?:\/\/[^\s/]+\S*$/i),
]);

export const articleText = z.object({
  title: z.string().max(500),
  author: z.string().max(200),
  digest: z.string().max(2000),
  body: z.string().max(240_000),
  sourceUrl: address,
});

const hold = z.object({ person: named, tab: z.string(), until: z.number(), askedBy: named.nullable() });
const cover = z.object({ sha256: z.string(), width: z.number(), height: z.number() });

export const shownArticle = articleText.extend({
  sourceUrl: z.string().nullable(),
  id: z.string(),
  cover: cover.nullable(),
  coverFrom: z.string(),
  version: z.number(),
  savedAt: z.number(),
  savedBy: named,
  hold: hold.nullable(),
});

export const shownCopy = z.object({
  version: z.number(),
  /** Saves that are in no revision yet. */
  dirty: z.number(),
  baseRevision: z.number(),
  /** The post has become another text while this was being written. */
  stale: z.boolean(),
  head: workingHead,
  wishes: workingWishes,
  articles: z.array(shownArticle),
  updatedAt: z.number(),
  updatedBy: named,
});

export const shownPost = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(reviewStates),
  revision: z.number(),
  contentHash: z.string(),
  author: named,
  origin: z.enum(subjectKinds),
  originOf: z.string(),
  manner: z.array(z.enum(manners)),
  /** People who have signed the newest text in its open run or approval. */
  signed: z.array(named),
  mayEdit: z.boolean(),
  /** Whether this person may put it away now, or take it up again. */
  mayDiscard: z.boolean(),
  mayTakeUp: z.boolean(),
  away: putAway.nullable(),
  /** Whether this person could let a finding pass: of the right role, and no writer of the text. */
  mayExcept: z.boolean(),
  /** Whether a change may be saved now without its signatures having been given up. */
  open: z.boolean(),
});

const placed = z.object({
  key: z.string(),
  check: z.string(),
  severity: z.enum(['blocking', 'warning', 'note']),
  article: z.number().nullable(),
  field: z.enum(['title', 'body']).nullable(),
  nth: z.number(),
  excerpt: z.string(),
  message: z.string(),
  rule: z.string(),
  remedy: z.string(),
  suggestion: z.string().nullable(),
  certain: z.boolean(),
  exceptable: z.boolean(),
  excepted: z.boolean(),
});
const length = z.object({ is: z.number(), most: z.number() });
const lengths = z.object({
  article: z.string(),
  title: length,
  author: length,
  digest: length,
  digestText: z.string(),
  html: length,
  bytes: length,
  pictures: z.number(),
  weibo: length,
});

export const checkedText = z.object({
  version: z.number(),
  findings: z.array(placed),
  blocking: z.number(),
  lengths: z.array(lengths),
});

/** What people may choose from, as the office has set it. */
export const choices = z.object({
  kinds: z.array(z.object({ id: z.enum(postKinds), name: z.string() })),
  jobs: z.array(z.object({ id: z.enum(postJobs), name: z.string() })),
  markings: z.array(z.object({ id: z.enum(markings), name: z.string() })),
  channels: z.array(named.extend({ kind: z.string() })),
  exceptionReasons: z.array(named),
  account: z.string(),
  articles: z.number(),
});

/** What the last signer wrote when he sent the post back, with the passages that he marked. */
const returned = z.object({
  by: z.string(),
  at: z.number(),
  opinion: z.string(),
  marks: z.array(
    z.object({
      number: z.number(),
      article: z.string().nullable(),
      field: z.enum(['title', 'body']).nullable(),
      excerpt: z.string(),
      nth: z.number(),
      note: z.string(),
    }),
  ),
});

export const editorPage = z.object({
  post: shownPost,
  copy: shownCopy,
  check: checkedText,
  choices,
  returned: returned.nullable(),
});
