import { blankPage } from './blank-page.ts';
import { composeDraft } from './compose-draft.ts';
import type { Composing, Composition } from './composing.ts';
import { draftArticle } from './draft-article.ts';
import { markingOf, type PageMaterial, strictest } from './page-material.ts';
import type { PostJob } from './post.ts';
import type { PostDraft } from './post-draft.ts';
import { markingLine, templateInput, workingAddress } from './template-input.ts';
import type { TopicEntry } from './templates.ts';
import type { Pictures } from './wechat-body.ts';
import { worded } from './wording.ts';

/** C-09: policies of several departments under one matter, in the order in which a person put them. */
export interface TopicMaterial {
  /** The matter, e.g. 高效办成“新生儿出生一件事”. */
  title: string;
  /** HTML that stands before the list; empty for none. */
  introduction: string;
  policies: PageMaterial[];
  job: PostJob | null;
  /** a day or 长期; empty when nobody said. */
  publicUntil: string;
}

/** A topic as a post: the list with issuer and link of each first, then an article for each, as many as there is room for. */
export function composeTopic(topic: TopicMaterial, pictures: Pictures, composing: Composing): Composition {
  return composeDraft(draftTopic(topic, composing), pictures, composing);
}

/** As composeTopic, before the pictures are there. */
export function draftTopic(topic: TopicMaterial, composing: Composing): PostDraft {
  const { title, introduction, policies, job, publicUntil } = topic;
  const room = composing.limits.articles - 1;
  const entries: TopicEntry[] = policies.map(({ article }, i) => ({
    title: article.title ?? '',
    issuer: article.issuer ?? article.source ?? '',
    number: article.number ?? '',
    url: workingAddress(article.url) ?? '',
    position: i < room ? i + 2 : 0,
  }));
  const lead = leadOf(topic, entries, composing);
  const articles = policies.slice(0, room).map((page) => {
    const marking = markingLine(markingOf(page), page.article.html, composing);
    return draftArticle(page.article, { template: 'policy', label: '政策文件', extra: { marking } }, composing);
  });
  const { wording, limits } = composing;
  const bare = entries.filter((e) => e.issuer === '' || e.url === '');
  const rest = entries.slice(room);
  const values = { count: rest.length, max: limits.articles, excerpt: rest[0]?.title ?? '' };
  return {
    kind: 'topic',
    job,
    marking: strictest(policies.map(markingOf)),
    audience: 'public',
    publicUntil,
    source: null,
    telephone: null,
    articles: [{ ...lead, title, body: introduction || lead.html }, ...articles],
    findings: [
      ...(entries.length === 0 ? [worded(wording, 'topic-empty', { title })] : []),
      ...bare.map((e) => worded(wording, 'topic-entry', { title: e.title, excerpt: e.title })),
      ...(rest.length > 0 ? [worded(wording, 'policies-listed', values)] : []),
    ],
  };
}

/** The list itself stands on no page of the portal: its policies do, each with its own link. */
function leadOf({ introduction }: TopicMaterial, entries: TopicEntry[], composing: Composing) {
  const input = { ...templateInput(blankPage, composing), body: introduction, entries };
  const html = composing.templates.render('topic', input);
  return { author: composing.office, html, sourceUrl: entries[0]?.url || null, label: '政策专题', cover: null };
}
