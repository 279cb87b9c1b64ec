import type { Article, Marking } from '../portal/article.ts';
import type { Composing } from './composing.ts';
import { type Consultation, consultationFindings, parseConsultation } from './consultation.ts';
import { draftArticle } from './draft-article.ts';
import type { Finding } from './finding.ts';
import type { PostKind } from './post.ts';
import type { ArticleDraft } from './post-draft.ts';
import { guideFindings, guideLines, parseGuide, type ServiceGuide } from './service-guide.ts';
import { chineseDay, markingLine } from './template-input.ts';
import type { TemplateInput, TemplateName, TopicEntry } from './templates.ts';
import { worded } from './wording.ts';

/** Fields as a head gives them: what is left out there is absent. */
type GivenGuide = { [Field in keyof ServiceGuide]?: string | undefined };

/** One text and what is known of it beyond its words: from a portal page or from the head of a file. */
export interface KindMaterial {
  kind: PostKind;
  article: Article;
  marking: Marking | null;
  telephone: string | null;
  /** E-06: fields that stand beside the text; null reads them from it. */
  guide?: GivenGuide | null | undefined;
  /** E-02: days and ways that stand beside the text; null reads them from it. */
  consultation?: Consultation | null | undefined;
  /** E-02: what became of the opinions, HTML; empty while that is open. */
  result?: string | undefined;
  /** Where that was published, when on a page of its own. */
  resultPage?: { title: string; url: string } | undefined;
  /** C-09: the policies of a topic, in the chosen order. */
  topic?: TopicEntry[] | undefined;
  /** O-17 */
  unit?: string | null | undefined;
}

/** Template and cover word by kind of post. */
const KINDS: Record<PostKind, { template: TemplateName; label: string }> = {
  policy: { template: 'policy', label: '政策文件' },
  news: { template: 'news', label: '政务要闻' },
  notice: { template: 'notice', label: '通知公告' },
  repost: { template: 'repost', label: '转载' },
  consultation: { template: 'consultation', label: '征求意见' },
  guide: { template: 'guide', label: '办事指南' },
  topic: { template: 'topic', label: '政策专题' },
  experience: { template: 'experience', label: '经验交流' },
  other: { template: 'generic', label: '政务公开' },
};

/** The short word on a drawn cover of this kind. */
export function labelOfKind(kind: PostKind): string {
  return KINDS[kind].label;
}

/** The article of one text in the form of its kind, and what is missing in it. */
export function draftOfKind(
  material: KindMaterial,
  composing: Composing,
): { article: ArticleDraft; findings: Finding[] } {
  const { kind, article, marking } = material;
  const common = {
    telephone: material.telephone ?? '',
    marking: markingLine(marking, article.html, composing),
    unit: material.unit ?? '',
  };
  const { extra, findings } = ofKind(material, composing);
  const draft = draftArticle(article, { ...KINDS[kind], extra: { ...common, ...extra } }, composing);
  if (kind !== 'repost') return { article: draft, findings };
  // N-09: a repost is its author's, never ours.
  return { article: { ...draft, author: article.author ?? '' }, findings };
}

type Told = { extra: Partial<TemplateInput>; findings: Finding[] };

function ofKind(material: KindMaterial, composing: Composing): Told {
  const { kind, article, unit } = material;
  const title = article.title ?? '';
  const { wording } = composing;
  if (kind === 'guide') return ofGuide(material, composing);
  if (kind === 'consultation') return ofConsultation(material, composing);
  if (kind === 'topic') {
    const entries = material.topic ?? [];
    const bare = entries.filter((e) => e.issuer === '' || e.url === '');
    const findings = bare.map((e) => worded(wording, 'topic-entry', { title: e.title, excerpt: e.title }));
    return {
      extra: { entries },
      findings: entries.length > 0 ? findings : [worded(wording, 'topic-empty', { title })],
    };
  }
  if (kind === 'experience' && !unit) return { extra: {}, findings: [worded(wording, 'unit-missing', { title })] };
  if (kind === 'repost' && !article.source?.trim()) {
    return { extra: {}, findings: [worded(wording, 'repost-source', { title })] };
  }
  return { extra: {}, findings: [] };
}

/** Fields of a page stand in its text already; fields of a file are printed before it. */
function ofGuide({ article, guide }: KindMaterial, composing: Composing): Told {
  const read = parseGuide(article.html);
  const given: ServiceGuide = Object.fromEntries(Object.entries(guide ?? {}).filter(([, text]) => text !== undefined));
  const fields = { ...read, ...given };
  return {
    extra: { guide: guideLines(given) },
    findings: guideFindings(fields, article.title ?? '', composing),
  };
}

function ofConsultation({ article, consultation, result = '', resultPage }: KindMaterial, composing: Composing): Told {
  const said = consultation ?? parseConsultation(article.html);
  const { opensOn, closesOn } = said;
  return {
    extra: {
      opensOn: opensOn && chineseDay(opensOn),
      closesOn: closesOn && chineseDay(closesOn),
      // The ways of a page stand in its text; those of a file are printed.
      ways: consultation?.ways ?? [],
      result,
      further: resultPage ? [resultPage] : [],
    },
    findings: consultationFindings(said, result !== '', article.title ?? '', composing),
  };
}
