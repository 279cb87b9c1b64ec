import { countStoredPictures } from './stored-pictures.ts';

/** `http://mmbiz.qpic.cn/sz_mmbiz_png/…/640?wx_fmt=png&from=appmsg`: addresses seen have up to 170 characters. */
const ADDRESS_CHARS = 176;
const ASSET_CHARS = 'asset:'.length + 64;

/**
 * How long an article's HTML will be as it is sent: UTF-16 code units and bytes in UTF-8, tags and styles included, with
 * the platform's own addresses in place of `asset:SHA256`, which are longer.
 */
export function sentLength(html: string): { characters: number; bytes: number } {
  const longer = countStoredPictures(html) * (ADDRESS_CHARS - ASSET_CHARS);
  return { characters: html.length + longer, bytes: Buffer.byteLength(html) + longer };
}
