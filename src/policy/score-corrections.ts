import { beijingDay, startOfDay } from '../calendar/beijing-time.ts';
import { isGovernment, sharesBody } from './body-name.ts';
import { isAbove, levels } from './level.ts';
import type { LinkFacts } from './link-facts.ts';
import type { Target } from './link-target.ts';

/** What speaks for a pair (or, below zero, against it), in Chinese. */
export interface Sign {
  weight: number;
  reason: string;
}

const DAY_MS = 86_400_000;

/** What speaks for or against beside the signs: number, issuer, level, dates, site, revision, draft, forwarding, repeal. */
export function correctionsOf(policy: LinkFacts, interpretation: LinkFacts, target: Target | undefined): Sign[] {
  return [
    ...(target ? [otherNumber(policy, target), replacedText(policy, interpretation, target)] : []),
    issuerCorrection(policy, interpretation, target),
    placeCorrection(policy, interpretation, target),
    dateCorrection(policy, interpretation),
    target ? siteCorrection(policy, interpretation, target) : null,
    ...(target ? kindCorrections(policy, interpretation, target) : []),
  ].filter((sign) => sign !== null);
}

/** The interpretation prints another number behind the title: the same words of another year. */
function otherNumber(policy: LinkFacts, target: Target): Sign | null {
  if (target.number === null || policy.number === null || target.number === policy.number) return null;
  return { weight: -0.4, reason: `解读写明的文号是${target.number}，政策是${policy.number}` };
}

/** The policy says that it takes the place of an older one of the same name, and that is what the interpretation explains. */
function replacedText(policy: LinkFacts, interpretation: LinkFacts, target: Target): Sign | null {
  const old = policy.acts.find((act) => act.core === target.core && act.kind !== 'amends');
  if (old === undefined) return null;
  const ofOld = target.number !== null && target.number === old.number;
  const days = daysBetween(policy, interpretation);
  if (!ofOld && (days === null || days >= -7 || isDraft(interpretation, target))) return null;
  return { weight: -0.5, reason: '解读针对的是被该文件替代的旧文件' };
}

/** Issuers named by title or text must agree; a department explains its own documents and those of its government. */
function issuerCorrection(policy: LinkFacts, interpretation: LinkFacts, target: Target | undefined): Sign | null {
  const issuer = policy.marks.issuer;
  if (!issuer || target?.full === policy.full) return null;
  const named = target?.marks.issuer;
  if (named && named === issuer) return { weight: 0.05, reason: '发文机关一致' };
  if (named && target?.issuerPrinted) {
    if (isGovernment(named) && isGovernment(issuer)) return { weight: -0.15, reason: `发文机关写作${named}` };
    const same = named.includes(issuer) || issuer.includes(named) || sharesBody(named, issuer);
    return same ? { weight: 0.05, reason: '发文机关一致' } : { weight: -0.3, reason: '发文机关不同' };
  }
  const speaker = named ?? interpretation.speaker;
  if (!speaker || isGovernment(issuer) || isGovernment(speaker)) return null;
  const same = sharesBody(speaker, issuer);
  if (same === null) return null;
  return same ? { weight: 0.03, reason: '解读单位就是发文机关' } : { weight: -0.12, reason: '解读单位不是发文机关' };
}

function placeCorrection(policy: LinkFacts, interpretation: LinkFacts, target: Target | undefined): Sign | null {
  if (target?.full === policy.full && target.marks.issuer !== null) return null;
  const named = target && target.marks.places.length > 0 ? target.marks.places : interpretation.marks.places;
  const ours = policy.marks.places.at(-1);
  const theirs = named.at(-1);
  if (ours === undefined || theirs === undefined) return levelCorrection(policy, interpretation, target);
  if (ours === theirs) return { weight: 0.03, reason: `同为${ours}` };
  if (target?.full === policy.full) return null;
  const nested = policy.marks.places.includes(theirs) || named.includes(ours);
  return { weight: nested ? -0.2 : -0.5, reason: `地区或层级不同：${ours}、${theirs}` };
}

/** A city's department hardly explains the State Council; it may forward and explain what it was sent from above. */
function levelCorrection(policy: LinkFacts, interpretation: LinkFacts, target: Target | undefined): Sign | null {
  const ours = policy.marks.level;
  const theirs = target?.marks.level ?? interpretation.marks.level;
  if (ours === null || theirs === null || ours === theirs) return null;
  const said = target !== undefined && target.marks.level !== null;
  const reason = `层级不同：政策${levels[ours]}，解读${levels[theirs]}`;
  if (said) return { weight: -0.4, reason };
  return { weight: isAbove(theirs, ours) ? -0.3 : target?.full === policy.full ? -0.1 : -0.2, reason };
}

function dateCorrection(policy: LinkFacts, interpretation: LinkFacts): Sign | null {
  const days = daysBetween(policy, interpretation);
  if (days === null) return null;
  if (days >= -7 && days <= 60)
    return { weight: days <= 14 ? 0.05 : 0.02, reason: days <= 0 ? '与政策同步发布' : `政策发布后 ${days} 天发布` };
  if (days > 730) return { weight: -0.24, reason: `相隔 ${Math.round(days / 365)} 年` };
  if (days > 365) return { weight: -0.08, reason: '相隔一年以上' };
  if (days > 60 || interpretation.stage === 'draft') return null;
  return { weight: days < -60 ? -0.3 : days < -30 ? -0.2 : -0.1, reason: `早于政策 ${-days} 天` };
}

/** Where nobody names a place, every city's document of these words fits: then another site speaks against a place's own. */
function siteCorrection(policy: LinkFacts, interpretation: LinkFacts, target: Target): Sign | null {
  const ours = siteOf(policy);
  const theirs = siteOf(interpretation);
  if (ours === null || theirs === null) return null;
  const named = target.marks.places.length + interpretation.marks.places.length > 0 || target.issuerPrinted;
  if (!named && policy.marks.places.length > 0 && domainOf(ours) !== domainOf(theirs))
    return { weight: -0.22, reason: '解读没有写明地区，又不是同一网站' };
  if (target.full === policy.full) return null;
  return ours === theirs ? { weight: 0.02, reason: '同一网站' } : { weight: -0.03, reason: '不是同一网站' };
}

/** cd.gov.cn of www.cd.gov.cn and jyj.cd.gov.cn: a city's offices stand under one name. */
function domainOf(host: string): string {
  return host
    .split('.')
    .slice(/\.(?:gov|com|org|net)\.cn$/u.test(host) ? -3 : -2)
    .join('.');
}

function kindCorrections(policy: LinkFacts, interpretation: LinkFacts, target: Target): (Sign | null)[] {
  const { revised, draft, forwarded, actsOn } = policy.marks;
  const theirs = target.marks;
  const ofDraft = isDraft(interpretation, target);
  return [
    revised && !interpretation.marks.revised && !theirs.revised
      ? { weight: soonAfter(policy, interpretation) ? -0.06 : -0.2, reason: '政策页面是修订，解读没有提到' }
      : null,
    theirs.revised && !revised ? { weight: -0.2, reason: '解读针对修订后的文件' } : null,
    draft && !ofDraft ? { weight: -0.25, reason: '政策页面是征求意见稿' } : null,
    !draft && ofDraft ? { weight: -0.15, reason: '解读针对征求意见稿' } : null,
    forwarded && !theirs.forwarded ? { weight: -0.25, reason: '政策页面是转发' } : null,
    actsOn === theirs.actsOn ? null : actsOnCorrection(actsOn, theirs.actsOn),
  ];
}

function actsOnCorrection(policy: string | null, named: string | null): Sign {
  const word = policy ?? named ?? '';
  return { weight: word === '废止' ? -0.3 : word === '延长' ? -0.15 : -0.05, reason: `一个是${word}，另一个不是` };
}

function isDraft(interpretation: LinkFacts, target: Target): boolean {
  return target.marks.draft || interpretation.stage === 'draft';
}

/** A reading that comes out with the revised text speaks of it, whether or not it says so. */
function soonAfter(policy: LinkFacts, interpretation: LinkFacts): boolean {
  const days = daysBetween(policy, interpretation);
  return (
    days !== null &&
    days >= -7 &&
    days <= 60 &&
    policy.marks.actsOn === null &&
    !/关于修[改正]|修订.{0,40}决定$/u.test(policy.title)
  );
}

/** Days of the calendar from the policy's publication to the interpretation's, Beijing; null when a page gives no date. */
export function daysBetween(policy: LinkFacts, interpretation: LinkFacts): number | null {
  if (policy.publishedAt === null || interpretation.publishedAt === null) return null;
  const day = (at: number) => startOfDay(beijingDay(at));
  return (day(interpretation.publishedAt) - day(policy.publishedAt)) / DAY_MS;
}

/** The host, as the address key begins with it. */
function siteOf({ addressKey }: LinkFacts): string | null {
  return addressKey === null ? null : (/^[^/#?]+/u.exec(addressKey)?.[0] ?? null);
}
