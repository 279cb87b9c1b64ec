import type { Article } from '../portal/article.ts';
import type { Composing } from './composing.ts';
import { mediaLeftOut } from './draft-article.ts';
import { keyPointsOf } from './key-points.ts';
import { type BundleMaterial, type InterpretationMaterial, labelOfForm, markingOf } from './page-material.ts';
import type { PostDraft, Shortened } from './post-draft.ts';
import { qrAddress } from './qr-code.ts';
import { markingLine, templateInput, workingAddress } from './template-input.ts';
import { pictureSources } from './wechat-body.ts';
import { worded } from './wording.ts';

/**
 * A bundle as one article with parts: the key points of the policy, then each interpretation under the name of its form,
 * those of one form together. The reviewer is told how much of the policy was taken; when the whole is still too long,
 * texts of interpretations become key points too, pictures stay.
 */
export function draftParts(bundle: BundleMaterial, composing: Composing): Pick<PostDraft, 'articles' | 'findings'> {
  const { article: policy } = bundle.policy;
  const sourceUrl = workingAddress(policy.url);
  const points = keyPointsOf(policy.html, policy.title ?? '', composing.keyPointChars);
  const whole = partsHtml(bundle, composing, composing.keyPointChars, ({ html }) => html);
  const shorter = (max: number): Shortened => {
    // Half of the room for the policy, the rest shared by its interpretations.
    const share = Math.max(100, Math.round(max / 2 / Math.max(1, bundle.interpretations.length)));
    const taken = keyPointsOf(policy.html, policy.title ?? '', Math.round(max / 2));
    const html = partsHtml(bundle, composing, Math.round(max / 2), (page) => shortPart(page, composing, share));
    return { html, kept: taken.kept, total: taken.total, tables: taken.tables };
  };
  const { kept, total, tables } = points;
  const values = { title: policy.title ?? '', kept, total, tables };
  return {
    articles: [
      {
        title: policy.title ?? '',
        author: composing.office,
        body: policy.html,
        html: whole,
        sourceUrl,
        label: '政策解读',
        cover: null,
        lostMedia: [bundle.policy, ...bundle.interpretations].flatMap(({ article }) => mediaLeftOut(article)),
        ...(sourceUrl ? { shorter } : {}),
      },
    ],
    findings: [
      worded(composing.wording, 'policy-as-points', values),
      // Key points alone are not the document: without an address nobody could read the whole.
      ...(sourceUrl ? [] : [worded(composing.wording, 'parts-no-address', { title: values.title })]),
    ],
  };
}

function partsHtml(
  { policy, interpretations, telephone }: BundleMaterial,
  composing: Composing,
  maxChars: number,
  htmlOf: (page: Article) => string,
): string {
  const { article } = policy;
  const { sections, tables } = keyPointsOf(article.html, article.title ?? '', maxChars);
  const url = workingAddress(article.url);
  // Read off the points that are shown: they may hold the marking as the page prints it.
  const shown = sections.flatMap(({ points }) => points).join('\n');
  const input = templateInput(article, composing, {
    body: '',
    sections,
    tables,
    telephone: telephone ?? '',
    qr: url ? qrAddress(url) : '',
    marking: markingLine(markingOf(policy), shown, composing),
    parts: partsOf(interpretations, htmlOf),
  });
  return composing.templates.render('parts', input);
}

/** Interpretations of one form stand under one name, in their order. */
function partsOf(pages: readonly InterpretationMaterial[], htmlOf: (page: Article) => string) {
  const parts: { name: string; html: string }[] = [];
  for (const { article, form } of pages) {
    const name = labelOfForm(form);
    const part = parts.find((p) => p.name === name);
    if (part) part.html += htmlOf(article);
    else parts.push({ name, html: htmlOf(article) });
  }
  return parts;
}

/** Key points of an interpretation with its pictures and the address of the whole. */
function shortPart(page: Article, composing: Composing, maxChars: number): string {
  const { sections, tables } = keyPointsOf(page.html, page.title ?? '', maxChars);
  const input = templateInput(page, composing, { body: '', sections, tables, pictures: pictureSources(page.html) });
  return composing.templates.render('part', input);
}
