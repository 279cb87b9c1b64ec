import type { Article } from '../portal/article.ts';
import { articleOf, itemById } from '../portal/item-store.ts';
import type { Db } from '../store/database.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { checklistOf } from './checklist.ts';
import { type DoubtfulPair, doubtfulPairs } from './doubtful-pairs.ts';
import { type InterpretationLine, interpretationLines } from './interpretation-lines.ts';
import { type LimitDay, limitDays } from './limit-days.ts';
import { pairsOfPolicy } from './link-store.ts';
import type { OwedWording } from './owed-wording.ts';
import { type ShownBundle, showBundle } from './show-bundle.ts';

/** How an interpretation came into the bundle. */
export interface Joining {
  /** 0 to 1; null for one given without a page. */
  score: number | null;
  reasons: string[];
  /** Person who confirmed it, or entered it; null when linking decided. */
  by: string | null;
}

/** A bundle as its page in the console shows it: one read. */
export interface BundlePage extends ShownBundle {
  className: string;
  page: (Pick<Article, 'marking' | 'validity' | 'issuer'> & PageTimes) | null;
  /** The days of the limit one by one; empty while no clock runs. */
  days: LimitDay[];
  lines: (InterpretationLine & { joined: Joining | null })[];
  /** The heads that must be covered, with what covers them. */
  checklist: { name: string; source: string };
  heads: { code: string; name: string; coveredBy: { id: string; form: string }[] }[];
  doubtful: DoubtfulPair[];
}

interface PageTimes {
  url: string;
  /** ms UTC. */
  publishedAt: number | null;
  seenAt: number;
  withdrawn: boolean;
}

/**
 * @param bundle its id, or that of its policy
 * @throws Refused for an unknown one
 */
export async function showBundlePage(
  db: Db,
  desk: BundleDesk,
  wording: OwedWording,
  bundle: string,
  today: string,
): Promise<BundlePage> {
  const shown = await showBundle(db, desk, wording, bundle, today);
  const { clock, publishedOn } = shown;
  const joinings = await joiningsOf(db, shown);
  const { heads, name, source } = checklistOf(desk.settings);
  return {
    ...shown,
    className: desk.settings.classes.find(({ code }) => code === shown.documentClass)?.name ?? shown.documentClass,
    page: await pageOf(db, shown.policy),
    days:
      clock === null || publishedOn === null ? [] : limitDays(desk.calendar, publishedOn, clock.dueOn, clock.rule.unit),
    lines: interpretationLines(shown, clock, today).map((line) => ({
      ...line,
      joined: line.interpretation === null ? null : (joinings.get(line.interpretation.id) ?? null),
    })),
    checklist: { name, source },
    heads: heads.map((head) => ({
      code: head.code,
      name: head.name,
      coveredBy: shown.interpretations.filter((i) => i.heads.includes(head.code)).map(({ id, form }) => ({ id, form })),
    })),
    doubtful: await doubtfulPairs(db, shown.policy),
  };
}

async function pageOf(db: Db, policy: string): Promise<BundlePage['page']> {
  const item = await itemById(db, policy);
  const article = await articleOf(db, policy);
  if (item === undefined || article === null) return null;
  const { marking, validity, issuer } = article;
  const { url, publishedAt, lastSeenAt: seenAt, withdrawnAt } = item;
  return { marking, validity, issuer, url, publishedAt, seenAt, withdrawn: withdrawnAt !== null };
}

async function joiningsOf(db: Db, { id, policy }: ShownBundle): Promise<Map<string, Joining>> {
  const pairs = await pairsOfPolicy(db, policy);
  const given = await db.selectFrom('givenInterpretation').select(['id', 'person']).where('bundle', '=', id).execute();
  return new Map([
    ...pairs.map(({ interpretation, score, reasons, decidedBy }): [string, Joining] => [
      interpretation,
      { score, reasons: JSON.parse(reasons), by: decidedBy },
    ]),
    ...given.map((each): [string, Joining] => [each.id, { score: null, reasons: [], by: each.person }]),
  ]);
}
