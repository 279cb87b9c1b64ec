/**
 * The numbers beside the pages in the side navigation: what waits for this person there, and whether one of them is red
 * or breached. Each is a count by index, bounded. Every open console asks for them after every act of anybody, so each is
 * kept until an act bears on it, and counted once for all who see the same.
 */
import { beijingDay, plusDays } from '../../calendar/beijing-time.ts';
import type { Person, Role } from '../../config/people.ts';
import { failedChannels } from '../../delivery/next-deliveries.ts';
import type { Govcast } from '../../govcast.ts';
import { countDueToday } from '../../inbox/request-queue.ts';
import { mayReadRequests, sectionSeen } from '../../inbox/see-request.ts';
import { countDueBundles } from '../../policy/list-bundle-rows.ts';
import { itemRoles } from '../../portal/leave-item.ts';
import { countOpenItems } from '../../posts/list-items.ts';
import { reviewCount } from '../../review/review-queue.ts';
import { domainOf } from '../../today/bearing-acts.ts';
import { keptByKey } from '../../today/kept-by-key.ts';
import { bearsOnReviews, openWorkNow } from '../../today/kept-reviews.ts';

export interface FrameCount {
  n: number;
  /** Tints the number red. */
  urgent: boolean;
}

export interface FrameCounter {
  /** Those with the same key have the same number; null for who has none. */
  sharedBy: (person: Person) => string | null;
  /** Whether an act may change it. What it does not tell is seen after a minute. */
  bears: (act: string) => boolean;
  count: (govcast: Govcast, person: Person) => Promise<FrameCount>;
}

const MOST = 99;
/** Bundles with something due within so many days are counted. */
const DUE_SOON_DAYS = 7;
const NONE: FrameCount = { n: 0, urgent: false };
const EVERYBODY = '*';
/** Numbers of so many people are kept. */
const PEOPLE = 500;

function ofDomains(...domains: string[]): (act: string) => boolean {
  const bearing = new Set(domains);
  return (act) => bearing.has(domainOf(act));
}

function hasOne(roles: readonly Role[], { roles: held }: Person): boolean {
  return held.some((role) => roles.includes(role));
}

/** What waits to be signed or ticked. */
const reviews: FrameCounter = {
  sharedBy: ({ id }) => id,
  bears: bearsOnReviews,
  count: async (govcast, { id }) => {
    const { count, urgent } = reviewCount(
      await openWorkNow(govcast, id, 'of-this-period'),
      govcast,
      govcast.clock.now(),
    );
    return { n: count, urgent };
  },
};

/** New items that nobody has decided on. */
const items: FrameCounter = {
  sharedBy: (person) => (hasOne(itemRoles, person) ? EVERYBODY : null),
  bears: ofDomains('bundle', 'config', 'item', 'link', 'pair', 'policy', 'post', 'proposal', 'source', 'stub'),
  count: async ({ acting: { db }, clock }) => ({ n: await countOpenItems(db, clock.now(), MOST), urgent: false }),
};

/** Domains of the acts on policies, on what is published for them, and on what they owe by calendar. */
const ofPolicies = [
  ...['bundle', 'column', 'config', 'consultation', 'decision', 'delivery', 'document', 'due-date', 'item'],
  ...['link', 'pair', 'policy', 'post', 'publication', 'stub', 'task'],
];

/** Bundles that are late or due within a week: all of them for who answers for the whole, else those of the own section. */
const bundles: FrameCounter = {
  sharedBy: (person) => (hasOne(itemRoles, person) ? (sectionOfBundles(person) ?? EVERYBODY) : null),
  bears: ofDomains(...ofPolicies),
  count: async ({ acting: { db }, clock }, person) => {
    const section = sectionOfBundles(person);
    const sections = section === null ? null : [section];
    const today = beijingDay(clock.now());
    const n = await countDueBundles(db, { by: plusDays(today, DUE_SOON_DAYS), sections, most: MOST });
    return { n, urgent: n > 0 && (await countDueBundles(db, { by: today, sections, most: 1 })) > 0 };
  },
};

function sectionOfBundles(person: Person): string | null {
  return hasOne(['section-head', 'leader'], person) ? null : person.section;
}

/** Requests that are late or due today: of the whole office for the desk and leaders, else of the own section. */
const requests: FrameCounter = {
  sharedBy: (person) => (hasOne(mayReadRequests, person) ? (sectionSeen(person) ?? EVERYBODY) : null),
  bears: ofDomains('comment', 'config', 'due-date', 'inbound', 'person', 'reply', 'request'),
  count: async ({ acting: { db }, clock }, person) => {
    const today = beijingDay(clock.now());
    const n = await countDueToday(db, { section: sectionSeen(person), today, most: MOST });
    return { n, urgent: n > 0 };
  },
};

/** Accounts on which something did not go out, for those who answer for accounts. */
const matrix: FrameCounter = {
  sharedBy: (person) => (hasOne(['section-head', 'leader', 'editor'], person) ? EVERYBODY : null),
  bears: ofDomains('blackout', 'channel', 'config', 'delivery', 'post', 'publication'),
  count: async ({ acting: { db }, config }) => {
    const ours = new Set(config.channels.map(({ id }) => id));
    const n = (await failedChannels(db)).filter((id) => ours.has(id)).length;
    return { n, urgent: n > 0 };
  },
};

/** By the page's id as the console names it (src/console/frame/pages.ts). A page without an entry has no number. */
const counters: Readonly<Record<string, FrameCounter>> = { review: reviews, items, bundles, requests, matrix };

/** The numbers of a person, by page; what several people see is counted once for them. */
export function frameCounts(govcast: Govcast): (person: Person) => Promise<Record<string, FrameCount>> {
  const asked = Object.entries(counters).map(([page, { sharedBy, bears, count }]) => {
    const kept = keptByKey(
      govcast,
      (person: Person) => sharedBy(person) ?? '',
      (person) => count(govcast, person),
      bears,
      PEOPLE,
    );
    return async (person: Person) =>
      [page, sharedBy(person) === null ? NONE : await kept(person, 'of-this-period')] as const;
  });
  return async (person) => Object.fromEntries(await Promise.all(asked.map((ask) => ask(person))));
}
