import { isoBeijing } from '../calendar/beijing-time.ts';
import { GovcastError, TryLater } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Channel, HistoryPage, PastArticle } from './channel.ts';
import { countSendsByHand } from './count-sends-by-hand.ts';
import { type ChannelPast, leasePast, lockPast, savePast } from './history-store.ts';
import { knownArticle } from './known-article.ts';
import { addPublications, fillUrl, type Publication, publicationsAround } from './publication-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A worker that died while it asked holds up the next for so long. */
const LEASE_MS = 5 * MINUTE_MS;
/** What needs an administrator is tried again after this. */
const TROUBLE_MS = 60 * MINUTE_MS;
/** A later reading looks so far behind the last: figures of mass sends come a day late. */
const OVERLAP_MS = 3 * DAY_MS;

/** What a reading of one page came to. */
export interface PageRead {
  state: ChannelPast['state'];
  /** Articles of the page that nobody knew. */
  added: number;
  /** When it may go on, ms UTC; null when all was read. */
  goesOnAt: number | null;
  /** Code of what was in the way. */
  problem: string | null;
}

/**
 * Reads the next page of what an account has published and writes down what nobody knew, with its public time. Where
 * reading stands is in its row, so that it goes on after a crash; a page that is read twice adds nothing.
 * @returns null when another worker reads it
 */
export async function readHistoryPage(
  acting: Acting,
  channel: Channel,
  past: ChannelPast,
  actor: Actor,
): Promise<PageRead | null> {
  const now = acting.clock.now();
  if (!channel.history || !(await leasePast(acting.db, past, now + LEASE_MS))) return null;
  // A full reading begins again with the next day's; a later one only looks at what is new.
  const fresh = past.state === 'read' && past.readAt !== null;
  const since = fresh ? (past.readAt ?? 0) - OVERLAP_MS : past.since;
  const from = fresh ? null : past.cursor;
  try {
    const page = await channel.history(from, since);
    if ('is' in page) return await putOff(acting, past, page.freeAt, 'used-up');
    return await takePage(acting, channel, { ...past, since }, page, actor);
  } catch (error) {
    if (!(error instanceof GovcastError)) throw error;
    // No right to the interface (48001): only a person can say what was published.
    if (error.code === 'wechat-48001') return await giveUp(acting, past, error.code);
    return await putOff(acting, past, now + (error instanceof TryLater ? error.retryAfterMs : TROUBLE_MS), error.code);
  }
}

function takePage(
  acting: Acting,
  account: Channel,
  past: ChannelPast,
  page: HistoryPage,
  actor: Actor,
): Promise<PageRead> {
  const now = acting.clock.now();
  const { channel, since } = past;
  return inTransaction(acting.db, async (tx) => {
    const { found } = await lockPast(tx, channel, true, now);
    const { added, gone } = await keepArticles(tx, acting, channel, page.articles, now);
    const sent = added.filter((each) => each.act === 'massSend').map((each) => each.publicAt);
    await countSendsByHand(tx, account, sent);
    const isLast = page.next === null;
    const state = isLast ? 'read' : 'reading';
    const changed = added.length + gone > 0 ? { changedAt: now } : {};
    await savePast(tx, channel, {
      ...{ state, cursor: page.next, since: isLast ? null : since, found: found + added.length, problem: null },
      ...{ nextAt: isLast ? now + DAY_MS : now, ...(isLast ? { readAt: now } : {}), ...changed },
    });
    if (added.length + gone > 0 || (isLast && past.readAt === null)) {
      const times = added.map((each) => each.publicAt);
      const span = times.length > 0 ? { from: isoBeijing(Math.min(...times)), to: isoBeijing(Math.max(...times)) } : {};
      const after = { added: added.length, gone, ...span, complete: isLast };
      await acting.record(tx, { at: now, actor, act: 'channel.history', object: `channel:${channel}`, after });
    }
    return { state, added: added.length, goesOnAt: isLast ? null : now, problem: null };
  });
}

/** Writes down what nobody knew; of what was known, the link that was missing and that it was deleted. */
async function keepArticles(
  tx: Tx,
  acting: Acting,
  channel: string,
  articles: readonly PastArticle[],
  now: number,
): Promise<{ added: Publication[]; gone: number }> {
  const times = articles.map((each) => each.publicAt);
  if (times.length === 0) return { added: [], gone: 0 };
  const known = await publicationsAround(tx, channel, Math.min(...times) - DAY_MS, Math.max(...times) + DAY_MS);
  const added: Publication[] = [];
  let gone = 0;
  for (const article of articles) {
    const there = knownArticle([...known, ...added], article);
    if (there) {
      if (there.url === null && article.url !== null) await fillUrl(tx, there.id, article.url);
      if (article.gone && there.goneAt === null) {
        const set = { goneAt: now, removedBy: 'us' as const };
        await tx.updateTable('publication').set(set).where('id', '=', there.id).where('goneAt', 'is', null).execute();
        gone += 1;
      }
    } else if (!article.gone) {
      added.push(pastPublication(acting.newId(), channel, article, now));
    }
  }
  const ids = new Set(await addPublications(tx, added));
  return { added: added.filter((each) => ids.has(each.id)), gone };
}

/** Whether it was an original or a repost nobody knows; neither mark stands for that. */
function pastPublication(id: string, channel: string, article: PastArticle, now: number): Publication {
  const { act, externalId, position, title, url, publicAt } = article;
  const seen = { delivery: null, seenAt: now, original: 0, repost: 0, linkOk: null, goneAt: null, removedBy: null };
  return { id, channel, act, externalId, position, title, url, publicAt: Math.min(publicAt, now), ...seen };
}

async function putOff(acting: Acting, past: ChannelPast, until: number, problem: string): Promise<PageRead> {
  await inTransaction(acting.db, (tx) => savePast(tx, past.channel, { nextAt: until, problem }));
  return { state: past.state, added: 0, goesOnAt: until, problem };
}

async function giveUp(acting: Acting, past: ChannelPast, problem: string): Promise<PageRead> {
  await inTransaction(acting.db, (tx) => savePast(tx, past.channel, { state: 'unreadable', problem }));
  return { state: 'unreadable', added: 0, goesOnAt: null, problem };
}
