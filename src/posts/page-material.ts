import { type Form, forms } from '../policy/form.ts';
import type { Article, Marking } from '../portal/article.ts';

/** A page as composing takes it: what was read, and what a person says of an unmarked one. */
export interface PageMaterial {
  article: Article;
  /** takes the place of a marking that the page does not carry; a blank is never a yes. */
  markingIfBlank: Marking | null;
}

export type InterpretationMaterial = PageMaterial & { form: Form };

/** Several articles, or one article with parts 原文要点, 一图读懂, 问答. */
export const bundleLayouts = ['articles', 'parts'] as const;
export type BundleLayout = (typeof bundleLayouts)[number];

export interface BundleMaterial {
  policy: PageMaterial;
  interpretations: InterpretationMaterial[];
  /** 政策咨询电话 of the bundle (I-10); null takes the office's. */
  telephone: string | null;
  /** a day or 长期; empty when nobody said. */
  publicUntil: string;
  /** Left out, the office's setting. */
  layout?: BundleLayout | undefined;
}

export function markingOf(page: PageMaterial): Marking | null {
  return page.article.marking ?? page.markingIfBlank;
}

/** One page that may not go out holds back the whole post. */
export function strictest(markings: (Marking | null)[]): Marking | null {
  for (const held of ['withheld', 'on-request', null] as const) if (markings.includes(held)) return held;
  return 'public';
}

/** Readers see the picture first, then the text, then questions; what is not named here comes last, in its own order. */
const FORM_ORDER: readonly Form[] = ['图解', '图表', '文字', '问答'];

/** Interpretations in the order in which readers get them. */
export function inReadingOrder<P extends { form: Form }>(pages: readonly P[]): P[] {
  const rankOf = ({ form }: P) => (FORM_ORDER.includes(form) ? FORM_ORDER.indexOf(form) : FORM_ORDER.length);
  return [...pages].sort((a, b) => rankOf(a) - rankOf(b));
}

/** The word on the cover of an interpretation, and the name of its part. */
export function labelOfForm(form: Form): string {
  if (form === '图解') return '一图读懂';
  if (form === '问答') return '问答';
  return form === '其他' ? '政策解读' : forms[form];
}
