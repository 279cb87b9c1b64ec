import { isGovernment, sharesBody } from './body-name.ts';
import { genres } from './genre.ts';
import type { Act, LinkFacts } from './link-facts.ts';
import { containment, figuresConflict, likeness } from './title-likeness.ts';

export interface RelationScore {
  /** 0 to 1. */
  score: number;
  /** In Chinese. */
  reasons: string[];
}

const DAY_MS = 86_400_000;
/** A final text comes at most so long after the last draft was open for comment. */
const LONGEST_DRAFTING_DAYS = 1095;

/** Whether `final` is the text that came of this draft; null when it cannot be. Never another year, place or level. */
export function scoreStage(draft: LinkFacts, final: LinkFacts): RelationScore | null {
  if (!draft.marks.draft || final.marks.draft || final.marks.forwarded || final.marks.actsOn !== null) return null;
  if (elsewhere(draft, final) || figuresConflict(draft.marks.figures, final.marks.figures)) return null;
  const days = daysBetween(draft, final);
  if (days !== null && (days < 0 || days > LONGEST_DRAFTING_DAYS)) return null;
  const title = titleScore(draft, final);
  if (title === null) return null;
  const [ours, theirs] = [draft.marks.issuer, final.marks.issuer];
  const drafted = ours && theirs && !isGovernment(theirs) ? sharesBody(ours, theirs) : null;
  const signs = [
    title,
    drafted === false ? { score: -0.2, reason: '征求意见的单位不是发文机关' } : null,
    drafted === true ? { score: 0.03, reason: '征求意见的单位就是发文机关' } : null,
    days === null ? null : { score: closeness(days), reason: `征求意见 ${days} 天后发布` },
  ];
  return summed(signs);
}

/** Whether `old` is the document that an act of `newer` names. */
export function scoreAct(newer: LinkFacts, act: Act, old: LinkFacts): RelationScore | null {
  if (old.marks.draft || (old.number !== null && old.number === newer.number)) return null;
  const days = daysBetween(old, newer);
  if (days !== null && days < 0) return null;
  const verb = `写明${act.kind === 'amends' ? '修改' : act.kind === 'repeals' ? '废止' : '施行后同时废止'}`;
  if (act.number !== null && old.number !== null) {
    return act.number === old.number ? { score: 0.97, reasons: [`${verb}${act.number}`] } : null;
  }
  if (act.title === null || act.core.length < 4 || old.core !== act.core || elsewhere(newer, old)) return null;
  if (old.marks.actsOn !== null || old.marks.forwarded) return null;
  const far = days === null ? { score: 0, reason: '' } : { score: 0.02, reason: '发布在前' };
  return summed([{ score: 0.86, reason: `${verb}《${act.title}》` }, far.score > 0 ? far : null]);
}

/** A revised text takes the place of the older one of its name, although it does not say so. */
export function scoreRevision(newer: LinkFacts, old: LinkFacts): RelationScore | null {
  if (
    !newer.marks.revised ||
    newer.marks.draft ||
    newer.marks.actsOn !== null ||
    newer.acts.some((a) => a.kind === 'amends')
  )
    return null;
  if (old.marks.draft || old.marks.revised || old.marks.actsOn !== null || old.marks.forwarded) return null;
  const days = daysBetween(old, newer);
  if (old.core !== newer.core || elsewhere(newer, old) || days === null || days < 30) return null;
  return summed([
    { score: 0.78, reason: '同名文件的修订本' },
    sharesBody(newer.marks.issuer ?? '', old.marks.issuer ?? '') ? { score: 0.06, reason: '发文机关一致' } : null,
  ]);
}

function titleScore(draft: LinkFacts, final: LinkFacts): { score: number; reason: string } | null {
  if (draft.core === final.core) return { score: draft.core.length < 6 ? 0.6 : 0.88, reason: '与征求意见稿标题一致' };
  if (draft.bare === final.bare && draft.bare.length >= 6) return { score: 0.84, reason: '去掉地名后与征求意见稿一致' };
  if (withoutGenre(draft.bare) === withoutGenre(final.bare) && withoutGenre(final.bare).length >= 5) {
    return { score: 0.6, reason: '与征求意见稿只有文种不同' };
  }
  const part = containment(draft.bare, final.bare);
  const like = Math.max(likeness(draft.bare, final.bare), part > 0.75 ? part : 0);
  return like >= 0.75
    ? { score: 0.3 + 0.4 * like, reason: `与征求意见稿标题相近（${Math.round(like * 100)}%）` }
    : null;
}

/** 暂行规定 instead of 管理办法: drafts come out as another genre. */
function withoutGenre(core: string): string {
  return core.replace(new RegExp(`(?:${genres.join('|')})$`, 'u'), '');
}

/** Another place or another level: never one policy. */
function elsewhere(one: LinkFacts, other: LinkFacts): boolean {
  const ours = one.marks.places.at(-1);
  const theirs = other.marks.places.at(-1);
  if (ours !== undefined && theirs !== undefined && ours !== theirs) return true;
  return one.marks.level !== null && other.marks.level !== null && one.marks.level !== other.marks.level;
}

function closeness(days: number): number {
  if (days <= 180) return 0.06;
  return days <= 365 ? 0.03 : days <= 730 ? -0.03 : -0.12;
}

function summed(signs: ({ score: number; reason: string } | null)[]): RelationScore {
  const said = signs.filter((sign) => sign !== null);
  const sum = said.reduce((total, { score }) => total + score, 0);
  return { score: Math.round(Math.min(1, Math.max(0, sum)) * 1000) / 1000, reasons: said.map(({ reason }) => reason) };
}

/** Days from the first's publication to the second's, null when a page gives no date. */
function daysBetween(first: LinkFacts, second: LinkFacts): number | null {
  if (first.publishedAt === null || second.publishedAt === null) return null;
  return Math.floor((second.publishedAt - first.publishedAt) / DAY_MS);
}
