/**
 * The numbers beside the pages in the side navigation: what waits for this person there, and whether one of them is red
 * or breached. Each is a count by index, bounded, asked for by every page: keep it under some milliseconds.
 */
import { beijingDay, plusDays } from '../../calendar/beijing-time.ts';
import type { Person } from '../../config/people.ts';
import { failedChannels } from '../../delivery/next-deliveries.ts';
import type { Govcast } from '../../govcast.ts';
import { countDueToday } from '../../inbox/request-queue.ts';
import { mayReadRequests, sectionSeen } from '../../inbox/see-request.ts';
import { countDueBundles } from '../../policy/list-bundle-rows.ts';
import { itemRoles } from '../../portal/leave-item.ts';
import { countOpenItems } from '../../posts/list-items.ts';
import { reviewCountNow } from '../../today/kept-reviews.ts';

export interface FrameCount {
  n: number;
  /** Tints the number red. */
  urgent: boolean;
}

type CountFor = (govcast: Govcast, person: Person) => Promise<FrameCount>;

/** By the page's id as the console names it (src/console/frame/pages.ts). A page without an entry has no number. */
export const frameCounts: Readonly<Record<string, CountFor>> = {
  review: async (govcast, person) => {
    const { count, urgent } = await reviewCountNow(govcast, person.id);
    return { n: count, urgent };
  },
  items: openItems,
  bundles: dueBundles,
  requests: dueRequests,
  matrix: failedAccounts,
};

const MOST = 99;
/** Bundles with something due within so many days are counted. */
const DUE_SOON_DAYS = 7;

/** New items that nobody has decided on. */
async function openItems({ acting: { db }, clock }: Govcast, { roles }: Person): Promise<FrameCount> {
  if (!roles.some((role) => itemRoles.includes(role))) return { n: 0, urgent: false };
  return { n: await countOpenItems(db, clock.now(), MOST), urgent: false };
}

/** Bundles that are late or due within a week: all of them for who answers for the whole, else those of the own section. */
async function dueBundles({ acting: { db }, clock }: Govcast, { roles, section }: Person): Promise<FrameCount> {
  if (!roles.some((role) => itemRoles.includes(role))) return { n: 0, urgent: false };
  const sections = roles.includes('section-head') || roles.includes('leader') ? null : [section];
  const today = beijingDay(clock.now());
  const n = await countDueBundles(db, { by: plusDays(today, DUE_SOON_DAYS), sections, most: MOST });
  return { n, urgent: n > 0 && (await countDueBundles(db, { by: today, sections, most: 1 })) > 0 };
}

/** Requests that are late or due today: of the whole office for the desk and leaders, else of the own section. */
async function dueRequests({ acting: { db }, clock }: Govcast, person: Person): Promise<FrameCount> {
  if (!person.roles.some((role) => mayReadRequests.includes(role))) return { n: 0, urgent: false };
  const n = await countDueToday(db, { section: sectionSeen(person), today: beijingDay(clock.now()), most: MOST });
  return { n, urgent: n > 0 };
}

/** Accounts on which something did not go out, for those who answer for accounts. */
async function failedAccounts({ acting: { db }, config }: Govcast, { roles }: Person): Promise<FrameCount> {
  if (!roles.some((role) => role === 'section-head' || role === 'leader' || role === 'editor'))
    return { n: 0, urgent: false };
  const ours = new Set(config.channels.map(({ id }) => id));
  const n = (await failedChannels(db)).filter((id) => ours.has(id)).length;
  return { n, urgent: n > 0 };
}
