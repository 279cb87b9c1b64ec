import { load } from 'cheerio';
import type { Limits } from './post.ts';
import { inlineTheme, type Theme } from './theme.ts';
import { type Pictures, wechatBody } from './wechat-body.ts';

export interface WechatHtml {
  html: string;
  /** SHA-256 of every picture in it, in order, repeated where it repeats. */
  images: string[];
  /** Length as the platform counts it: UTF-16 code units, tags and styles included. */
  htmlCharacters: number;
  /** Level of the theme that was taken; 0 is the full one. */
  level: number;
  fits: boolean;
  /** Addresses of pictures that were left out because nobody could fetch them. */
  lostPictures: string[];
}

/**
 * HTML as an article of a WeChat official account keeps it: surviving tags, inline styles, pictures as `asset:SHA256`,
 * links as footnotes. Doing it twice changes nothing. When the styles make it too long it takes a leaner theme; `fits`
 * is false when even the bare text is too long.
 */
export function toWechatHtml(source: string, pictures: Pictures, theme: Theme, limits: Limits): WechatHtml {
  const body = wechatBody(source, pictures);
  let html = body.html;
  let level = -1;
  let fits = false;
  while (!fits && level + 1 < theme.levels.length) {
    level += 1;
    html = inlineTheme(body.html, theme.levels[level] ?? '');
    fits = html.length < limits.htmlCharsBelow && Buffer.byteLength(html) < limits.htmlBytesBelow;
  }
  const { lostPictures } = body;
  return { html, images: imagesOf(html), htmlCharacters: html.length, level: Math.max(level, 0), fits, lostPictures };
}

function imagesOf(html: string): string[] {
  const $ = load(html, null, false);
  return $('img')
    .toArray()
    .map((img) => ($(img).attr('src') ?? '').replace(/^asset:/, ''));
}
