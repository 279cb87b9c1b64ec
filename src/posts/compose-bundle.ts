import { type Form, forms } from '../policy/form.ts';
import type { Article, Marking } from '../portal/article.ts';
import { type ArticleDraft, composeDraft, type PostDraft } from './compose-draft.ts';
import type { Composing, Composition } from './composing.ts';
import { templateInput } from './template-input.ts';
import type { Pictures } from './wechat-body.ts';
import { worded } from './wording.ts';

/** A page as composing takes it: what was read, and what a person or the source's setting says of an unmarked one. */
export interface PageMaterial {
  article: Article;
  /** takes the place of a marking that the page does not carry; a blank is never a yes. */
  markingIfBlank: Marking | null;
}

export interface BundleMaterial {
  policy: PageMaterial;
  interpretations: (PageMaterial & { form: Form })[];
  /** 政策咨询电话 of the bundle (I-10); null takes the office's. */
  telephone: string | null;
  /** a day or 长期; empty when nobody said. */
  publicUntil: string;
}

/** Readers see the picture first, then the text, then questions; what is not named here comes last, in its own order. */
const FORM_ORDER: readonly Form[] = ['图解', '图表', '文字', '问答'];

/** The policy and its interpretations as articles of one post. */
export function composeBundle(bundle: BundleMaterial, pictures: Pictures, composing: Composing): Composition {
  return composeDraft(draftBundle(bundle, composing), pictures, composing);
}

/** As composeBundle, before the pictures are there. */
export function draftBundle(bundle: BundleMaterial, composing: Composing): PostDraft {
  const telephone = bundle.telephone ?? composing.telephone;
  const { article: policy } = bundle.policy;
  const ordered = bundle.interpretations
    .map((page, i) => ({ page, rank: rankOf(page.form), i }))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ page }) => page);
  const interpretations = ordered.map((page) => {
    const extra = { form: forms[page.form], telephone: telephone ?? '', policyTitle: policy.title ?? '' };
    const html = composing.templates.render('interpretation', templateInput(page.article, composing, extra));
    return articleOf(page.article, html, labelOf(page.form), composing);
  });
  const html = composing.templates.render('policy', templateInput(policy, composing, { telephone: telephone ?? '' }));
  return {
    kind: 'policy',
    job: interpretations.length > 0 ? 'interpret' : 'publish',
    marking: strictest([bundle.policy, ...bundle.interpretations].map(markingOf)),
    audience: 'public',
    publicUntil: bundle.publicUntil,
    source: null,
    telephone,
    articles: [articleOf(policy, html, '政策文件', composing), ...interpretations],
    findings: telephone ? [] : [worded(composing.wording, 'no-telephone')],
  };
}

/** The article of a page with its address as 阅读原文 (C-10); the title is the page's, whatever its length. */
export function articleOf(page: Article, html: string, label: string, composing: Composing): ArticleDraft {
  const url = page.url !== null && /^https?:\/\//i.test(page.url) ? page.url : null;
  return {
    title: page.title ?? '',
    author: composing.office,
    body: page.html,
    html,
    sourceUrl: url,
    label,
    cover: null,
  };
}

export function markingOf(page: PageMaterial): Marking | null {
  return page.article.marking ?? page.markingIfBlank;
}

/** One page that may not go out holds back the whole post. */
function strictest(markings: (Marking | null)[]): Marking | null {
  for (const held of ['withheld', 'on-request', null] as const) if (markings.includes(held)) return held;
  return 'public';
}

function rankOf(form: Form): number {
  const rank = FORM_ORDER.indexOf(form);
  return rank < 0 ? FORM_ORDER.length : rank;
}

/** The word on the cover of an interpretation. */
function labelOf(form: Form): string {
  if (form === '图解') return '一图读懂';
  return form === '其他' ? '政策解读' : forms[form];
}
