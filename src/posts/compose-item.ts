import { composeDraft } from './compose-draft.ts';
import type { Composing, Composition } from './composing.ts';
import { draftOfKind } from './draft-of-kind.ts';
import { markingOf, type PageMaterial, strictest } from './page-material.ts';
import type { PostJob, PostKind } from './post.ts';
import type { PostDraft } from './post-draft.ts';
import { workingAddress } from './template-input.ts';
import type { Pictures } from './wechat-body.ts';

export interface ItemMaterial extends PageMaterial {
  kind: PostKind;
  /** M-01; left out, a person chooses it before the post is submitted. */
  job?: PostJob | null | undefined;
  /** a day or 长期; empty when nobody said. */
  publicUntil: string;
  /** E-02: the page that says what became of the opinions of a consultation. */
  result?: PageMaterial | undefined;
}

/** One page of the portal as a post of one article. */
export function composeItem(item: ItemMaterial, pictures: Pictures, composing: Composing): Composition {
  return composeDraft(draftItem(item, composing), pictures, composing);
}

/** As composeItem, before the pictures are there. */
export function draftItem(item: ItemMaterial, composing: Composing): PostDraft {
  const { kind, job = null, article: page, publicUntil, result } = item;
  const marking = strictest([item, ...(result ? [result] : [])].map(markingOf));
  const telephone = kind === 'policy' ? composing.telephone : null;
  const unit = kind === 'experience' ? (page.source ?? page.issuer) : null;
  const resultUrl = workingAddress(result?.article.url ?? null);
  const resultPage = resultUrl ? { title: result?.article.title ?? '', url: resultUrl } : undefined;
  const known = { result: result?.article.html, resultPage, unit };
  const { article, findings } = draftOfKind({ kind, article: page, marking, telephone, ...known }, composing);
  return {
    kind,
    job,
    marking,
    audience: 'public',
    publicUntil,
    source: page.source,
    unit: unit ?? undefined,
    telephone,
    articles: [article],
    findings,
  };
}
