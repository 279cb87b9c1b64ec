import type { Settings } from '../config/settings.ts';
import type { LinkFacts } from './link-facts.ts';
import type { Target } from './link-target.ts';
import { correctionsOf, type Sign } from './score-corrections.ts';
import { containment, figuresConflict, likeness } from './title-likeness.ts';

/** Scores, 0 to 1, from which a pair is made without asking and from which it is offered to a person (settings `linking`). */
export type LinkThresholds = Settings['linking'];

export interface PairScore {
  /** 0 to 1. */
  score: number;
  /** The sum behind the score before it was cut to 0 to 1: what rivals are compared by. */
  strength: number;
  decision: 'made' | 'offered' | 'none';
  /** In Chinese, the strongest first. */
  reasons: string[];
  /** Which of the interpretation's targets fitted, −1 for none. */
  target: number;
  /** A number or a link says so, not the title alone. */
  beyondTitle: boolean;
}

/** What every further independent sign adds to the strongest one. */
const FURTHER = 0.1;

/** Whether an interpretation belongs to a policy, with the reasons. Pure; both facts come from `readLinkFacts`. */
export function scorePair(policy: LinkFacts, interpretation: LinkFacts, thresholds: LinkThresholds): PairScore {
  const { signs, corrections, fitting, target } = readSigns(policy, interpretation);
  const strongest = signs[0];
  if (strongest === undefined)
    return { score: 0, strength: 0, decision: 'none', reasons: [], target: -1, beyondTitle: false };
  const sum =
    strongest.weight + FURTHER * (signs.length - 1) + corrections.reduce((total, { weight }) => total + weight, 0);
  const score = Math.round(Math.min(1, Math.max(0, sum)) * 1000) / 1000;
  return {
    score,
    strength: sum,
    decision: score >= thresholds.madeFrom ? 'made' : score >= thresholds.offeredFrom ? 'offered' : 'none',
    reasons: [...signs, ...corrections].map(({ reason }) => reason),
    target: fitting ? target : -1,
    beyondTitle: signs.some((sign) => sign !== fitting && sign.weight >= 0.5),
  };
}

/** Everything that speaks for and against a pair, by weight: below zero speaks against it. */
export function pairSigns(policy: LinkFacts, interpretation: LinkFacts): Sign[] {
  const { signs, corrections } = readSigns(policy, interpretation);
  return [...signs, ...corrections];
}

function readSigns(policy: LinkFacts, interpretation: LinkFacts) {
  const titles = interpretation.targets.map((target) => titleSign(policy, target));
  const target = indexOfStrongest(titles);
  const likeliest = titles[target];
  const fitting = likeliest && likeliest.weight > 0 ? likeliest : null;
  const namesAnother = fitting === null && interpretation.targets.some((t) => !t.inBody);
  const saysAnother = fitting === null && interpretation.targets.some((t) => t.subject);
  const signs = [
    fitting,
    numberSign(policy, interpretation, namesAnother ? 0.2 : saysAnother ? 0.6 : 0.85),
    linkSign(policy, interpretation, namesAnother),
  ]
    .filter((sign) => sign !== null)
    .sort((a, b) => b.weight - a.weight);
  const corrections = correctionsOf(policy, interpretation, fitting ? interpretation.targets[target] : undefined);
  return { signs, corrections, fitting, target };
}

/** How well a named policy fits this one by its title alone; weight 0 when it is another document. */
function titleSign(policy: LinkFacts, target: Target): Sign {
  const sign = plainTitleSign(policy, target);
  const inBody = target.inBody
    ? { weight: sign.weight - (target.subject ? 0.06 : 0.22), reason: `正文提到：${sign.reason}` }
    : sign;
  return figuresConflict(policy.marks.figures, target.marks.figures) ? { weight: 0, reason: '' } : inBody;
}

function plainTitleSign(policy: LinkFacts, target: Target): Sign {
  if (target.full === policy.full) {
    return { weight: target.issuerPrinted ? 1.02 : 0.95, reason: '标题中引用的文件名称与政策标题完全一致' };
  }
  if (target.core === policy.core) {
    return { weight: target.core.length < 6 ? 0.65 : 0.88, reason: '去掉发文机关和“关于印发”后标题一致' };
  }
  if (target.bare === policy.bare && target.bare.length >= 6) return { weight: 0.85, reason: '去掉地名后标题一致' };
  if (onlyOneDated(policy, target)) return { weight: 0.6, reason: '去掉年份后标题一致，只有一个标题写明年份' };
  const part = Math.max(containment(target.core, policy.core), containment(target.bare, policy.bare));
  if (part > 0) return { weight: 0.44 + 0.2 * part, reason: `一个标题包含另一个标题（占 ${Math.round(part * 100)}%）` };
  const like = alikeInLength(target.bare, policy.bare) ? likeness(target.bare, policy.bare) : 0;
  return like >= 0.88 ? { weight: 0.55, reason: `标题相近（${Math.round(like * 100)}%）` } : { weight: 0, reason: '' };
}

/** 做好2025年度…工作的通知, quoted without its year: likely the same, but every year has one. */
function onlyOneDated(policy: LinkFacts, target: Target): boolean {
  const [ours, theirs] = [policy.bare, target.bare].map(withoutYears);
  if (ours === undefined || ours !== theirs || ours.length < 6) return false;
  const dated = [policy.bare, target.bare].filter((bare) => withoutYears(bare) !== bare);
  return dated.length === 1;
}

function withoutYears(core: string): string {
  return core.replace(/(?:(?:19|20)\d{2})+(?:年度?)?[版本]?/gu, '');
}

/** Titles whose lengths differ more than this cannot be as like as is asked for. */
function alikeInLength(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 0.75 * Math.max(a.length, b.length);
}

function numberSign(policy: LinkFacts, interpretation: LinkFacts, ifFirst: number): Sign | null {
  if (policy.number === null) return null;
  if (interpretation.number === policy.number) return { weight: 0.92, reason: `文号一致：${policy.number}` };
  if (interpretation.grounds.includes(policy.number)) {
    return { weight: 0.3, reason: `只作为依据引用了该文号：${policy.number}` };
  }
  const place = interpretation.cited.indexOf(policy.number);
  if (place < 0) return null;
  const weight = place === 0 ? ifFirst : Math.min(ifFirst, 0.55);
  return { weight, reason: place === 0 ? `首先引用了该文号：${policy.number}` : `引用了该文号：${policy.number}` };
}

function linkSign(policy: LinkFacts, interpretation: LinkFacts, namesAnother: boolean): Sign | null {
  const from = policy.addressKey !== null && interpretation.links.includes(policy.addressKey);
  const to = interpretation.addressKey !== null && policy.links.includes(interpretation.addressKey);
  if (!from && !to) return null;
  const reason = from && to ? '解读与政策原文互相链接' : from ? '解读页面链接到政策原文' : '政策页面链接到该解读';
  if (namesAnother) return { weight: interpretation.several ? 0.74 : 0.3, reason };
  return { weight: to || interpretation.links.length <= 3 ? 0.85 : 0.65, reason };
}

function indexOfStrongest(signs: Sign[]): number {
  return signs.reduce((best, sign, i) => (sign.weight > (signs[best]?.weight ?? -1) ? i : best), 0);
}
