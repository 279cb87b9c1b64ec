import { forms } from '../policy/form.ts';
import { composeDraft } from './compose-draft.ts';
import { draftParts } from './compose-parts.ts';
import type { Composing, Composition } from './composing.ts';
import { draftArticle } from './draft-article.ts';
import { type BundleMaterial, inReadingOrder, labelOfForm, markingOf, strictest } from './page-material.ts';
import type { ArticleDraft, PostDraft } from './post-draft.ts';
import { markingLine, workingAddress } from './template-input.ts';
import type { Pictures } from './wechat-body.ts';
import { worded } from './wording.ts';

/** The policy and its interpretations as a post. */
export function composeBundle(bundle: BundleMaterial, pictures: Pictures, composing: Composing): Composition {
  return composeDraft(draftBundle(bundle, composing), pictures, composing);
}

/** As composeBundle, before the pictures are there. */
export function draftBundle(bundle: BundleMaterial, composing: Composing): PostDraft {
  const telephone = bundle.telephone ?? composing.telephone;
  const interpretations = inReadingOrder(bundle.interpretations);
  const ordered = { ...bundle, interpretations, telephone };
  const parts = (bundle.layout ?? composing.bundleLayout) === 'parts';
  const { articles, findings } = parts ? draftParts(ordered, composing) : draftArticles(ordered, composing);
  return {
    kind: 'policy',
    job: interpretations.length > 0 ? 'interpret' : 'publish',
    marking: strictest([bundle.policy, ...interpretations].map(markingOf)),
    audience: 'public',
    publicUntil: bundle.publicUntil,
    source: null,
    telephone,
    articles,
    findings: telephone ? findings : [worded(composing.wording, 'no-telephone'), ...findings],
  };
}

/**
 * One article a page, the policy first, as many as the platform takes. Interpretations beyond that are listed with their
 * addresses in the policy's article, and the reviewer is told.
 */
function draftArticles(
  { policy, interpretations, telephone }: BundleMaterial,
  composing: Composing,
): Pick<PostDraft, 'articles' | 'findings'> {
  const room = composing.limits.articles - 1;
  const shown = interpretations.slice(0, room);
  const rest = interpretations.slice(room);
  const phone = telephone ?? '';
  const articles: ArticleDraft[] = shown.map(({ article, form }) => {
    const extra = { form: forms[form], telephone: phone, policyTitle: policy.article.title ?? '' };
    return draftArticle(article, { template: 'interpretation', label: labelOfForm(form), extra }, composing);
  });
  const extra = {
    telephone: phone,
    marking: markingLine(markingOf(policy), policy.article.html, composing),
    companions: shown.map(({ article }, i) => ({ title: article.title ?? '', position: i + 2 })),
    further: rest.map(({ article }) => ({ title: article.title ?? '', url: workingAddress(article.url) ?? '' })),
  };
  const first = draftArticle(policy.article, { template: 'policy', label: '政策文件', extra }, composing);
  const values = { count: rest.length, max: composing.limits.articles, excerpt: rest[0]?.article.title ?? '' };
  const findings = rest.length > 0 ? [worded(composing.wording, 'interpretations-listed', values)] : [];
  return { articles: [first, ...articles], findings };
}
