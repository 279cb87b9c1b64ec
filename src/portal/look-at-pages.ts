import type { Column, Portal } from '../config/portals.ts';
import { sourceId } from '../config/portals.ts';
import { CallPerson, GovcastError, TryLater } from '../errors.ts';
import { type CrawlParts, type CrawlResult, noteFailure } from './crawl.ts';
import { listedAs } from './item.ts';
import { fetchStateOf, touchAddress } from './item-store.ts';
import { readPage } from './read-page.ts';
import { type PageStore, storeInGroups } from './store-in-groups.ts';
import { urlKey } from './url-key.ts';
import type { Wanted } from './wanted-pages.ts';
import { withdrawItem } from './withdraw-item.ts';

/** When so many pages one after another find the portal down, the rest waits for the next look. */
const DOWN_AFTER = 3;
const MINUTE_MS = 60_000;

/** Looks at every wanted page, so many at once as the portal's pace allows, and counts what came of it once it is stored. */
export async function lookAtPages(
  parts: CrawlParts,
  portal: Portal,
  column: Column,
  wanted: Wanted[],
  result: CrawlResult,
): Promise<void> {
  const queue = [...wanted];
  const store = storeInGroups(parts, parts.actor, {
    stored: ({ outcome }) => {
      result[outcome] += 1;
    },
    failed: (error, { address }) => noteFailure(result, error, address),
  });
  let down = 0;
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (parts.signal?.aborted) return;
      try {
        await lookAtPage(parts, portal, column, next, result, store);
        down = 0;
      } catch (error) {
        if (parts.signal?.aborted) return;
        if (error instanceof GovcastError && error.code === 'address-refused' && next.row) {
          result.warnings.push({
            code: 'row-elsewhere',
            message: `${next.url} lies outside the portal and was not read`,
          });
          continue;
        }
        noteFailure(result, error, next.url);
        down = error instanceof TryLater ? down + 1 : 0;
        if (down >= DOWN_AFTER) queue.length = 0;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: portal.pace.concurrency }, work));
  } finally {
    await store.flush();
  }
}

async function lookAtPage(
  parts: CrawlParts,
  portal: Portal,
  column: Column,
  { url, row, known }: Wanted,
  result: CrawlResult,
  store: PageStore,
): Promise<void> {
  const { db, clock } = parts;
  const listed = row ? listedAs(row) : null;
  const validators = known ? await fetchStateOf(db, url) : undefined;
  const reading = await parts.reader.read(url, validators, parts.signal);
  if (reading.is === 'unchanged') {
    await touchAddress(db, urlKey(url), url, listed, clock.now());
    result.unchanged += 1;
    return;
  }
  const options = { now: clock.now(), ...(parts.findNumbers ? { findNumbers: parts.findNumbers } : {}) };
  const read = reading.is === 'page' ? readPage(reading, row, column, options) : null;
  if (reading.is === 'gone' || read === null) {
    const outcome = await withdrawItem(parts, parts.actor, url, portal.revisit.goneAfterMinutes * MINUTE_MS);
    if (outcome === 'unknown') throw gone(url);
    if (outcome === 'withdrawn') result.withdrawn += 1;
    return;
  }
  const { bytes, validators: version } = reading;
  const page = {
    source: sourceId(portal, column),
    address: url,
    bytes,
    validators: version,
    listedAs: listed,
    ...read,
  };
  await store.put(page);
}

function gone(url: string): CallPerson {
  return new CallPerson({
    code: 'row-gone',
    message: 'the list has a row for this page, but the page is not there',
    place: url,
    remedy: 'Nothing to do when the next look finds it; otherwise tell who runs the portal.',
  });
}
