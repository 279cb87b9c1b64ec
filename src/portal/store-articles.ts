import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import type { ItemTable } from '../store/tables/portal.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import { contentHashOf, type ReadPage, type StoreOutcome, sha256 } from './item.ts';
import { itemByAddress, itemsByNumber, itemsBySecondaryKey, putAddress, putFetchState } from './item-store.ts';
import { sameTitle, sharesTitle } from './title-match.ts';
import { secondaryKey, urlKey } from './url-key.ts';

export interface Stored {
  item: string;
  revision: number;
  outcome: StoreOutcome;
}

/** Fast rather than small: pages are text and shrink to a quarter anyway. */
const RAW_LEVEL = 3;
const MOST_RACES = 3;
/** In a thread of its own: the pages of a group are packed while others are read. */
const packed = promisify<Buffer, { level: number }, Buffer>(gzip);

/** What is written, made ready before the transaction. */
interface Ready extends ReadPage {
  url: string;
  keys: string[];
  secondary: string | null;
  contentHash: string;
  raw: Buffer;
  now: number;
  actor: Actor;
}

/**
 * Stores pages as read, all in one transaction (one wait for the disk): each a new item, a new revision of a known one, or
 * nothing new. Calling it twice with the same pages stores once. A page met under another address joins its item: by the
 * CMS's own id, or by document number and title (C-08); only the item's first address makes revisions, mirrors do not.
 */
export async function storeArticles(acting: Acting, actor: Actor, pages: ReadPage[]): Promise<Stored[]> {
  const ready = await Promise.all(pages.map((page) => makeReady(acting, actor, page)));
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(acting.db, async (tx) => {
        const stored: Stored[] = [];
        for (const each of ready) stored.push(await store(acting, tx, each));
        return stored;
      });
    } catch (error) {
      // Another worker stored the same page in between; the next look finds its item.
      if (tries > MOST_RACES || !isUniqueViolation(error)) throw error;
    }
  }
}

async function makeReady(acting: Acting, actor: Actor, page: ReadPage): Promise<Ready> {
  const url = page.article.url ?? page.address;
  return {
    ...page,
    url,
    keys: [...new Set([urlKey(page.address), urlKey(url)])],
    secondary: secondaryKey(url),
    contentHash: contentHashOf(page.article),
    raw: await packed(page.bytes, { level: RAW_LEVEL }),
    now: acting.clock.now(),
    actor,
  };
}

async function store(acting: Acting, tx: Tx, ready: Ready): Promise<Stored> {
  const { article, now } = ready;
  const known = await itemByAddress(tx, ready.keys);
  const item = known ?? (await twinOf(tx, ready));
  const own = item !== undefined && ready.keys.includes(item.urlKey);
  const outcome = !item
    ? 'new'
    : !known
      ? 'joined'
      : own && item.contentHash !== ready.contentHash
        ? 'revised'
        : 'unchanged';
  const id = item?.id ?? acting.newId();
  const revision = outcome === 'new' ? 1 : (item?.revision ?? 0) + (outcome === 'revised' ? 1 : 0);
  const says = {
    title: article.title ?? '',
    documentNumber: article.number,
    issuer: article.issuer,
    publishedAt: article.publishedAt,
    contentHash: ready.contentHash,
    revision,
  };
  if (!item) await insertItem(tx, id, ready, says);
  else
    await tx
      .updateTable('item')
      .set({ ...(outcome === 'revised' ? says : {}), lastSeenAt: now, withdrawnAt: null })
      .where('id', '=', id)
      .execute();
  for (const [i, key] of ready.keys.entries()) {
    const listed = { urlKey: key, item: id, source: ready.source, seenAt: now, listedAs: ready.listedAs, goneAt: null };
    await putAddress(tx, { ...listed, url: i === 0 ? ready.address : ready.url });
  }
  const state = { url: ready.address, ...ready.validators, checkedAt: now, bodyHash: sha256(ready.bytes) };
  await putFetchState(tx, state);
  if (outcome === 'new' || outcome === 'revised') await insertRevision(tx, id, revision, ready);
  await record(acting, tx, ready, { id, revision, outcome, before: item });
  return { item: id, revision, outcome };
}

/** The item that this page is another address of, if there is one. */
async function twinOf(tx: Tx, ready: Ready): Promise<ItemTable | undefined> {
  const title = ready.article.title ?? '';
  const { number } = ready.article;
  if (ready.secondary) {
    const twin = (await itemsBySecondaryKey(tx, ready.secondary)).find((item) => sharesTitle(item.title, title));
    if (twin) return twin;
  }
  return number === null ? undefined : (await itemsByNumber(tx, number)).find((item) => sameTitle(item.title, title));
}

type Says = Pick<ItemTable, 'title' | 'documentNumber' | 'issuer' | 'publishedAt' | 'contentHash' | 'revision'>;

async function insertItem(tx: Tx, id: string, ready: Ready, says: Says): Promise<void> {
  const identity = {
    id,
    urlKey: urlKey(ready.url),
    url: ready.url,
    source: ready.source,
    secondaryKey: ready.secondary,
  };
  const seen = { firstSeenAt: ready.now, lastSeenAt: ready.now, withdrawnAt: null };
  await tx
    .insertInto('item')
    .values({ ...identity, ...says, ...seen })
    .execute();
}

async function insertRevision(tx: Tx, item: string, revision: number, ready: Ready): Promise<void> {
  const { contentHash, raw, charset, now, article } = ready;
  const body = JSON.stringify(article);
  await tx
    .insertInto('itemRevision')
    .values({ item, revision, contentHash, body, raw, charset, fetchedAt: now })
    .execute();
}

interface Change extends Stored {
  id: string;
  before: ItemTable | undefined;
}

async function record(acting: Acting, tx: Tx, ready: Ready, change: Omit<Change, 'item'>): Promise<void> {
  const { id, outcome, revision, before } = change;
  const line = { at: ready.now, actor: ready.actor, object: `item:${id}` };
  const { contentHash, url } = ready;
  if (outcome === 'new') await acting.record(tx, { ...line, act: 'item.store', after: { url, revision, contentHash } });
  if (outcome === 'joined') await acting.record(tx, { ...line, act: 'item.address', after: { url } });
  if (outcome === 'revised') {
    const was = { revision: before?.revision, contentHash: before?.contentHash };
    await acting.record(tx, { ...line, act: 'item.revise', before: was, after: { revision, contentHash } });
  }
  if (before && before.withdrawnAt !== null) {
    await acting.record(tx, { ...line, act: 'item.return', before: { withdrawnAt: before.withdrawnAt } });
  }
}
