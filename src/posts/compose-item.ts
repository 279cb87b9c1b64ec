import { articleOf, markingOf, type PageMaterial } from './compose-bundle.ts';
import { composeDraft, type PostDraft } from './compose-draft.ts';
import type { Composing, Composition } from './composing.ts';
import type { PostJob, PostKind } from './post.ts';
import { templateInput } from './template-input.ts';
import type { TemplateName } from './templates.ts';
import type { Pictures } from './wechat-body.ts';

export interface ItemMaterial extends PageMaterial {
  kind: PostKind;
  job: PostJob;
  /** a day or 长期; empty when nobody said. */
  publicUntil: string;
}

/** Template and cover word by kind of post. */
const KINDS: Record<PostKind, { template: TemplateName; label: string }> = {
  policy: { template: 'policy', label: '政策文件' },
  news: { template: 'news', label: '政务要闻' },
  notice: { template: 'notice', label: '通知公告' },
  repost: { template: 'news', label: '转载' },
  consultation: { template: 'notice', label: '征求意见' },
  guide: { template: 'notice', label: '办事指南' },
  other: { template: 'generic', label: '政务公开' },
};

/** The word on the cover of a kind of post. */
export function labelOfKind(kind: PostKind): string {
  return KINDS[kind].label;
}

/** One page of the portal as a post of one article. */
export function composeItem(item: ItemMaterial, pictures: Pictures, composing: Composing): Composition {
  return composeDraft(draftItem(item, composing), pictures, composing);
}

/** As composeItem, before the pictures are there. */
export function draftItem(item: ItemMaterial, composing: Composing): PostDraft {
  const { template, label } = KINDS[item.kind];
  const telephone = item.kind === 'policy' ? composing.telephone : null;
  const html = composing.templates.render(
    template,
    templateInput(item.article, composing, { telephone: telephone ?? '' }),
  );
  return {
    kind: item.kind,
    job: item.job,
    marking: markingOf(item),
    audience: 'public',
    publicUntil: item.publicUntil,
    source: item.article.source,
    telephone,
    articles: [articleOf(item.article, html, label, composing)],
    findings: [],
  };
}
