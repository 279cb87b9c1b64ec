import type { Form } from './form.ts';
import { quotedTitles, withoutQuoted } from './quoted-titles.ts';
import { genreOf } from './title-grammar.ts';

/** Words that explain wherever they stand in a title, the clearest first. */
const cues: readonly { form: Form; pattern: RegExp }[] = [
  { form: '音视频', pattern: /(?:视频|音频|微课|短片)(?:解读|版)?/u },
  { form: '动漫', pattern: /(?:动漫|动画|漫画)(?:解读|版)?/u },
  { form: '图解', pattern: /一图[^，,。]{0,4}(?:懂|解|看|览|知|清|读|了)|图解|长图|图文解读|海报|H5|h5/u },
  {
    form: '问答',
    pattern: /答记者问|问答|答问|答疑|问题解答|你问我答|[\d一二三四五六七八九十百]+问[\d一二三四五六七八九十百]*答?/u,
  },
  { form: '发布会', pattern: /新闻发布会/u },
  { form: '吹风会', pattern: /吹风会/u },
  { form: '文章', pattern: /专家(?:解读|观点|谈|说|视角)/u },
  { form: '评论', pattern: /媒体(?:评论|解读)|评论员/u },
  { form: '案例', pattern: /案例(?:解读|说明)|以案释/u },
  { form: '图解', pattern: /一文[^，,。]{0,3}(?:懂|看|解|览|清)|要点速览|速览|划重点/u },
  { form: '文字', pattern: /解读|详解|读懂|看懂|说明$/u },
];

/** Whoever trains, meets, studies or issues does not explain; 通知 of it is a document of its own. */
const notExplaining =
  /培训|座谈|研讨|讲座|推进会|部署|动员|宣贯|竞赛|征集|报名|活动|反响|拍手|学习|征求|印发|解读会(?!议)|解读工作|(?:通知|公告|通告|函)$/u;
const parts = /[|｜丨▏│︱┃/／:：︰！!？?，,。；;、—\-－\s“”"＂‘’「」『』【】[\]（）()]+/u;

/**
 * Reads a title in which a word of explaining stands where the usual heads and tails are not (【一图读懂】…来了！, H5丨…):
 * it must name a normative document and do nothing but explain.
 */
export function readByCue(title: string): { form: Form; targets: string[] } | null {
  const masked = withoutQuoted(title).replaceAll('《》', '　');
  const form = cues.find(({ pattern }) => pattern.test(masked))?.form;
  if (form === undefined) return null;
  const quoted = quotedTitles(title).map(({ text }) => text);
  const named = quoted.length > 0 ? quoted : namedIn(masked);
  const around = named.reduce((rest, name) => rest.replace(name, '　'), masked);
  if (notExplaining.test(around.replace(/[！!。\s]+$/u, ''))) return null;
  const targets = named.filter((name) => genreOf(name) !== null);
  return targets.length > 0 ? { form, targets } : null;
}

/** The longest stretch without a word of explaining that ends like a normative document. */
function namedIn(masked: string): string[] {
  const pieces = cues
    .reduce((rest, { pattern }) => rest.replace(new RegExp(pattern.source, 'gu'), '　'), masked)
    .split(new RegExp(`${parts.source}|　`, 'u'))
    .map((piece) => piece.replace(/^(?:关于|对于|就)(?=.{8})/u, '').replace(/(?:的|来了|出台啦?|发布啦?|全文)+$/u, ''))
    .filter((piece) => piece.length >= 8 && genreOf(piece) !== null)
    .sort((a, b) => b.length - a.length);
  return pieces.slice(0, 1);
}
