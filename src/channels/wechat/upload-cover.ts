import { z } from 'zod';
import { FixContent } from '../../errors.ts';
import type { StepInput } from '../channel.ts';
import { preparePictures } from './upload-pictures.ts';
import type { WechatAccount, WechatStep } from './wechat-account.ts';
import { platformId } from './wechat-api.ts';
import { ownProblem } from './wechat-problem.ts';

const materialShape = z.object({ media_id: platformId, url: z.string().nullish() });

/** Permanent material of type image: under 10 MB (channel-apis 1.3). */
const MAX_BYTES = 10 * 1024 * 1024;

/** Step `cover`: one permanent picture an article. Answers `{mediaIds: {sha256: media_id}}`. */
export const uploadCover: WechatStep = {
  prepare: (account, input) =>
    preparePictures(account, input, {
      purpose: 'cover',
      path: '/cgi-bin/material/add_material?type=image',
      maxBytes: MAX_BYTES,
      hashes: coversOf(account, input),
      read: (sha256, body) => {
        const material = materialShape.safeParse(body);
        return material.success ? { sha256, mediaId: material.data.media_id, url: material.data.url ?? null } : null;
      },
      data: (uploads) => ({ mediaIds: Object.fromEntries([...uploads].map(([sha256, u]) => [sha256, u.mediaId])) }),
    }),
};

/** The SHA-256 of each article's cover, in order. An article without one is refused by the platform. */
export function coversOf(account: WechatAccount, input: StepInput): string[] {
  return input.content.articles.map((article, i) => {
    if (article.cover) return article.cover.sha256;
    const message = `article ${i + 1} has no cover`;
    throw new FixContent(ownProblem(account, 'wechat-cover-missing', message, { position: String(i + 1) }));
  });
}
