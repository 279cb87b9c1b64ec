import type { Settings } from '../config/settings.ts';
import type { LinkFacts, Target } from './link-facts.ts';
import { containment, figuresConflict, likeness } from './title-likeness.ts';

/** Scores, 0 to 1, from which a pair is made without asking and from which it is offered to a person (settings `linking`). */
export type LinkThresholds = Settings['linking'];

export interface PairScore {
  /** 0 to 1. */
  score: number;
  decision: 'made' | 'offered' | 'none';
  /** In Chinese, the strongest first. */
  reasons: string[];
  /** Which of the interpretation's targets fitted, −1 for none. */
  target: number;
}

interface Sign {
  weight: number;
  reason: string;
}

const DAY_MS = 86_400_000;
/** What every further independent sign adds to the strongest one. */
const FURTHER = 0.1;

/** Whether an interpretation belongs to a policy, with the reasons. Pure; both facts come from `readLinkFacts`. */
export function scorePair(policy: LinkFacts, interpretation: LinkFacts, thresholds: LinkThresholds): PairScore {
  const titles = interpretation.targets.map((target) => titleSign(policy, target));
  const target = indexOfStrongest(titles);
  const likeliest = titles[target];
  const fitting = likeliest && likeliest.weight > 0 ? likeliest : null;
  const namesAnother = fitting === null && interpretation.targets.some((t) => !t.inBody);
  const signs = [
    fitting,
    numberSign(policy, interpretation, namesAnother),
    linkSign(policy, interpretation, namesAnother),
  ]
    .filter((sign) => sign !== null)
    .sort((a, b) => b.weight - a.weight);
  const strongest = signs[0];
  if (strongest === undefined) return { score: 0, decision: 'none', reasons: [], target: -1 };
  const corrections = correctionsOf(policy, interpretation, fitting ? interpretation.targets[target] : undefined);
  const sum =
    strongest.weight + FURTHER * (signs.length - 1) + corrections.reduce((total, { weight }) => total + weight, 0);
  const score = Math.round(Math.min(1, Math.max(0, sum)) * 1000) / 1000;
  return {
    score,
    decision: score >= thresholds.madeFrom ? 'made' : score >= thresholds.offeredFrom ? 'offered' : 'none',
    reasons: [...signs, ...corrections].map(({ reason }) => reason),
    target: fitting ? target : -1,
  };
}

/** How well a named policy fits this one by its title alone; weight 0 when it is another document. */
function titleSign(policy: LinkFacts, target: Target): Sign {
  const sign = plainTitleSign(policy, target);
  const inBody = target.inBody ? { weight: sign.weight - 0.2, reason: `正文提到：${sign.reason}` } : sign;
  return figuresConflict(policy.marks.figures, target.marks.figures) ? { weight: 0, reason: '' } : inBody;
}

function plainTitleSign(policy: LinkFacts, target: Target): Sign {
  if (target.full === policy.full) return { weight: 0.95, reason: '标题中引用的文件名称与政策标题完全一致' };
  if (target.core === policy.core) {
    return { weight: target.core.length < 6 ? 0.65 : 0.88, reason: '去掉发文机关和“关于印发”后标题一致' };
  }
  if (target.bare === policy.bare && target.bare.length >= 6) return { weight: 0.85, reason: '去掉地名后标题一致' };
  const part = Math.max(containment(target.core, policy.core), containment(target.bare, policy.bare));
  if (part > 0) return { weight: 0.5 + 0.2 * part, reason: `一个标题包含另一个标题（占${Math.round(part * 100)}%）` };
  const like = likeness(target.bare, policy.bare);
  return like >= 0.88 ? { weight: 0.55, reason: `标题相近（${Math.round(like * 100)}%）` } : { weight: 0, reason: '' };
}

function numberSign(policy: LinkFacts, interpretation: LinkFacts, namesAnother: boolean): Sign | null {
  if (policy.number === null) return null;
  if (interpretation.number === policy.number) return { weight: 0.92, reason: `文号一致：${policy.number}` };
  const place = interpretation.cited.indexOf(policy.number);
  if (place < 0) return null;
  const weight = namesAnother ? 0.2 : place === 0 ? 0.85 : 0.55;
  return { weight, reason: place === 0 ? `首先引用了该文号：${policy.number}` : `引用了该文号：${policy.number}` };
}

function linkSign(policy: LinkFacts, interpretation: LinkFacts, namesAnother: boolean): Sign | null {
  const from = policy.addressKey !== null && interpretation.links.includes(policy.addressKey);
  const to = interpretation.addressKey !== null && policy.links.includes(interpretation.addressKey);
  if (!from && !to) return null;
  const reason = from && to ? '解读与政策原文互相链接' : from ? '解读页面链接到政策原文' : '政策页面链接到该解读';
  if (namesAnother) return { weight: interpretation.several ? 0.6 : 0.3, reason };
  return { weight: to || interpretation.links.length <= 3 ? 0.85 : 0.65, reason };
}

/** What speaks for or against beside the signs: issuer, level, dates, revision, draft, forwarding, repeal. */
function correctionsOf(policy: LinkFacts, interpretation: LinkFacts, target: Target | undefined): Sign[] {
  return [
    issuerCorrection(policy, target),
    placeCorrection(policy, interpretation, target),
    dateCorrection(policy, interpretation),
    ...(target ? kindCorrections(policy, interpretation, target) : []),
  ].filter((sign) => sign !== null);
}

function issuerCorrection(policy: LinkFacts, target: Target | undefined): Sign | null {
  const named = target?.marks.issuer;
  const issuer = policy.marks.issuer;
  if (!named || !issuer || target.full === policy.full) return null;
  const same = named.includes(issuer) || issuer.includes(named);
  return same ? { weight: 0.05, reason: '发文机关一致' } : { weight: -0.3, reason: '发文机关不同' };
}

function placeCorrection(policy: LinkFacts, interpretation: LinkFacts, target: Target | undefined): Sign | null {
  if (target?.full === policy.full) return null;
  const named = target && target.marks.places.length > 0 ? target.marks.places : interpretation.marks.places;
  const ours = policy.marks.places.at(-1);
  const theirs = named.at(-1);
  if (ours === undefined || theirs === undefined) return null;
  if (ours === theirs) return { weight: 0.03, reason: `同为${ours}` };
  const nested = policy.marks.places.includes(theirs) || named.includes(ours);
  return { weight: nested ? -0.2 : -0.5, reason: `地区或层级不同：${ours}、${theirs}` };
}

function dateCorrection(policy: LinkFacts, interpretation: LinkFacts): Sign | null {
  if (policy.publishedAt === null || interpretation.publishedAt === null) return null;
  const days = Math.floor((interpretation.publishedAt - policy.publishedAt) / DAY_MS);
  if (days >= -7 && days <= 60)
    return { weight: days <= 14 ? 0.05 : 0.02, reason: days <= 0 ? '与政策同步发布' : `政策发布后${days}天发布` };
  if (days > 730) return { weight: -0.15, reason: `相隔${Math.round(days / 365)}年` };
  if (days > 60 || interpretation.stage === 'draft') return null;
  return { weight: days < -60 ? -0.2 : -0.1, reason: `早于政策${-days}天` };
}

function kindCorrections(policy: LinkFacts, interpretation: LinkFacts, target: Target): (Sign | null)[] {
  const { revised, draft, forwarded, actsOn } = policy.marks;
  const theirs = target.marks;
  const draftInterpretation = theirs.draft || interpretation.stage === 'draft';
  return [
    revised && !interpretation.marks.revised ? { weight: -0.2, reason: '政策页面是修订，解读没有提到' } : null,
    theirs.revised && !revised ? { weight: -0.2, reason: '解读针对修订后的文件' } : null,
    draft && !draftInterpretation ? { weight: -0.25, reason: '政策页面是征求意见稿' } : null,
    !draft && draftInterpretation ? { weight: -0.15, reason: '解读针对征求意见稿' } : null,
    forwarded && !theirs.forwarded ? { weight: -0.25, reason: '政策页面是转发' } : null,
    actsOn === theirs.actsOn ? null : actsOnCorrection(actsOn, theirs.actsOn),
  ];
}

function actsOnCorrection(policy: string | null, named: string | null): Sign {
  const word = policy ?? named ?? '';
  return { weight: word === '废止' ? -0.3 : word === '延长' ? -0.15 : -0.05, reason: `一个是${word}，另一个不是` };
}

function indexOfStrongest(signs: Sign[]): number {
  return signs.reduce((best, sign, i) => (sign.weight > (signs[best]?.weight ?? -1) ? i : best), 0);
}
