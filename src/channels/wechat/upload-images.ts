import { z } from 'zod';
import { preparePictures } from './upload-pictures.ts';
import type { WechatStep } from './wechat-account.ts';

const imageShape = z.object({ url: z.string().min(1) });

/** `uploadimg` takes jpg and png under 1 MB; they do not use up the material slots (channel-apis 1.3). */
const MAX_BYTES = 1024 * 1024;
/** A GIF that moves goes the way of permanent material, whose address articles show as well (channel-apis 5). */
const GIF = { path: '/cgi-bin/material/add_material?type=image', maxBytes: 10 * 1024 * 1024 };

/** Step `images`: the pictures of the bodies. Answers `{urls: {sha256: address}}`. */
export const uploadImages: WechatStep = {
  prepare: (account, input) =>
    preparePictures(account, input, {
      purpose: 'article-image',
      path: '/cgi-bin/media/uploadimg',
      maxBytes: MAX_BYTES,
      gif: GIF,
      hashes: input.content.articles.flatMap((article) => article.images),
      read: (sha256, body) => {
        const image = imageShape.safeParse(body);
        return image.success ? { sha256, mediaId: null, url: image.data.url } : null;
      },
      data: (uploads) => ({ urls: Object.fromEntries([...uploads].map(([sha256, { url }]) => [sha256, url])) }),
    }),
};
