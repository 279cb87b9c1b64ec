import type { Limits } from './post.ts';

/** WeChat official account, article fields as restated by the vendor on 2025-12-19 (draft/add). */
export const wechatLimits: Limits = {
  titleChars: 32,
  authorChars: 16,
  digestChars: 128,
  htmlCharsBelow: 20_000,
  htmlBytesBelow: 1_000_000,
  articles: 8,
  sourceUrlBytes: 1024,
};

/** govcast composes digests to this length, below what the platform takes: older clients show 120 (setting). */
export const composedDigestChars = 120;

/** WeCom group robot, `markdown.content`: bytes in UTF-8. */
export const robotMarkdownBytes = 4096;

/** Article pictures must stay below this (`uploadimg`), bytes. */
export const articleImageBytesBelow = 1_000_000;
