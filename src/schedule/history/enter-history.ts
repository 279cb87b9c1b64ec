import { beijingDay, isoBeijing } from '../../calendar/beijing-time.ts';
import { plainLink } from '../../channels/article-link.ts';
import type { Channel, PastArticle } from '../../channels/channel.ts';
import { countSendsByHand } from '../../channels/count-sends-by-hand.ts';
import { lockPast, savePast } from '../../channels/history-store.ts';
import { knownArticle } from '../../channels/known-article.ts';
import {
  addPublications,
  fillUrl,
  markOrigin,
  type Publication,
  publicationsAround,
} from '../../channels/publication-store.ts';
import { FixContent, Refused } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { HistoryEntry } from './history-entry.ts';

/** What the page behind a link showed. */
export interface OpenedPast {
  url: string;
  /** One name for the article whatever link was given. */
  externalId: string;
  title: string;
  /** ms UTC, null where the page does not say. */
  publicAt: number | null;
}

/** Opens a link and compares what it shows with this title and account. @throws Refused `link-…` */
export type OpenPast = (link: string, title: string) => Promise<OpenedPast>;

/** What an entering came to, by number of publications. */
export interface EnteredHistory {
  added: number;
  /** On record already; `marked` of them got the mark original or repost that was missing. */
  known: number;
  marked: number;
  /** Links that could not be opened now: they count until a look finds them broken. */
  unchecked: string[];
}

interface Checked {
  entry: HistoryEntry;
  opened: OpenedPast | null;
}

const DAY_MS = 86_400_000;
/** Of so few the ledger keeps each. */
const NAMED_IN_LEDGER = 20;

/**
 * Enters once what an account published before govcast kept it; an empty list says that there was nothing. All of a file or
 * nothing is entered, and what is on record adds nothing. A link is opened first: one that shows something else is refused,
 * one that does not open now is entered unchecked.
 * @param open null leaves every link unchecked
 * @throws FixContent naming the entry whose link shows something else, or another day than was told
 */
export async function enterHistory(
  acting: Acting,
  channel: Channel,
  open: OpenPast | null,
  entries: readonly HistoryEntry[],
  actor: Actor,
): Promise<EnteredHistory> {
  const checked: Checked[] = [];
  for (const entry of entries) checked.push({ entry, opened: await opened(open, entry) });
  const now = acting.clock.now();
  return inTransaction(acting.db, async (tx) => {
    await lockPast(tx, channel.id, channel.history !== undefined, now);
    const done: EnteredHistory = { added: 0, known: 0, marked: 0, unchecked: [] };
    for (const each of checked) await enterOne(tx, acting, channel.id, each, done);
    const sent = checked.filter(({ entry }) => entry.act === 'massSend').map(({ entry }) => entry.at);
    await countSendsByHand(tx, channel, sent);
    await savePast(tx, channel.id, { enteredAt: now, enteredBy: actor.person, changedAt: now });
    const { unchecked, ...figures } = done;
    const told = checked.length <= NAMED_IN_LEDGER ? { entries: checked.map(({ entry }) => ledgerText(entry)) } : {};
    const after = { ...figures, unchecked: unchecked.length, ...told, none: checked.length === 0 };
    await acting.record(tx, { at: now, actor, act: 'channel.history-enter', object: `channel:${channel.id}`, after });
    return done;
  });
}

async function opened(open: OpenPast | null, { url, title, at, place }: HistoryEntry): Promise<OpenedPast | null> {
  if (url === null || open === null) return null;
  try {
    const page = await open(url, title);
    if (page.publicAt === null || beijingDay(page.publicAt) === beijingDay(at)) return page;
    const remedy = 'Give the public time that the page shows; a clock starts from nothing else.';
    const message = `${place}: the page was public on ${beijingDay(page.publicAt)}, not on ${beijingDay(at)}`;
    throw new FixContent({ code: 'history-other-day', message, place, remedy });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'link-not-open') return null;
    const { code, message, remedy } = error;
    throw new FixContent({ code, message: `${place}: ${message}`, place, remedy, cause: error });
  }
}

async function enterOne(
  tx: Tx,
  acting: Acting,
  channel: string,
  { entry, opened: page }: Checked,
  done: EnteredHistory,
): Promise<void> {
  const article = articleOf(entry, page);
  if (article.url !== null && page === null) done.unchecked.push(article.url);
  const near = await publicationsAround(tx, channel, article.publicAt - DAY_MS, article.publicAt + DAY_MS);
  const there = knownArticle(near, article);
  if (there) {
    done.known += 1;
    if (there.url === null && article.url !== null) await fillUrl(tx, there.id, article.url);
    if (entry.mark !== null && (await markOrigin(tx, there.id, entry.mark))) done.marked += 1;
    return;
  }
  const now = acting.clock.now();
  const { gone: _, ...named } = article;
  const row: Publication = {
    ...{ id: acting.newId(), channel, delivery: null, ...named, act: entry.act, seenAt: now },
    ...{ original: entry.mark === 'original' ? 1 : 0, repost: entry.mark === 'repost' ? 1 : 0 },
    ...{ linkOk: page === null ? null : 1, goneAt: null, removedBy: null },
  };
  const added = await addPublications(tx, [row]);
  if (added.length > 0) done.added += 1;
  else done.known += 1;
}

/** An article without a link goes by its moment and title, so that entering it again finds it. */
function articleOf({ at, url, title, act }: HistoryEntry, page: OpenedPast | null): PastArticle {
  const link = page?.url ?? (url === null ? null : plainLink(url));
  return {
    act: act === 'massSend' ? 'massSend' : 'publish',
    externalId: page?.externalId ?? link ?? `told:${at}:${title}`,
    position: 1,
    title: title || (page?.title ?? ''),
    url: link,
    publicAt: page?.publicAt ?? at,
    gone: false,
  };
}

function ledgerText({ at, url, title, act, mark }: HistoryEntry) {
  return { at: isoBeijing(at), url, title, act, mark };
}
