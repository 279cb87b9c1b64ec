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

/** WeCom group robot, `markdown.content`: bytes in UTF-8. */
export const robotMarkdownBytes = 4096;

/**
 * Weibo `statuses/share` (channel-apis 6.2): 140 units, two ASCII characters or one other being one unit. An address is
 * shortened to about 20 ASCII characters, which nobody has verified: 120 units of text leave room for a longer one.
 */
export const weiboLimits = { statusUnits: 140, textUnits: 120, addressHalves: 20 } as const;

/** Article pictures must stay below this (`uploadimg`), bytes. */
export const articleImageBytesBelow = 1_000_000;

/** Permanent material of type image, which also takes GIF, bytes (`add_material`, channel-apis 1.3). */
export const materialImageBytes = 10_000_000;
