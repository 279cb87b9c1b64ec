import type { Column, Portal } from '../config/portals.ts';
import { CallPerson, GovcastError } from '../errors.ts';
import type { CrawlParts, CrawlResult } from './crawl.ts';
import type { Validators } from './fetch/ask.ts';
import { decodePage } from './fetch/charset.ts';
import { addressesByKey, fetchStateOf } from './item-store.ts';
import type { ListPage, ListRow } from './list-page.ts';
import { readList } from './read-list.ts';
import { urlKey } from './url-key.ts';

export interface ListReading {
  rows: ListRow[];
  warnings: CrawlResult['warnings'];
  /** What the first page's answer said of its version; null when it was not read anew. */
  state: { url: string; validators: Validators } | null;
}

/**
 * Reads a column's list pages, the first one conditionally. A source that is met for the first time is read to the depth
 * of `firstFill`; later, reading ends at a page whose rows are all known, pinned ones not counted, or at `max`.
 * @throws FixContent `list-empty`, and what the reader throws
 */
export async function readListPages(
  parts: CrawlParts,
  portal: Portal,
  column: Column,
  first: boolean,
): Promise<ListReading> {
  const url = new URL(column.url, portal.base).href;
  const known = first ? undefined : await fetchStateOf(parts.db, url);
  const reading = await parts.reader.read(url, known, parts.signal);
  if (reading.is === 'unchanged') return { rows: [], warnings: [], state: null };
  if (reading.is === 'gone') throw missing(url, reading.status);
  const page = listOf(reading.bytes, reading.contentType, reading.url, column);
  const result: ListReading = {
    rows: [...page.rows],
    warnings: [...page.warnings],
    state: { url, validators: reading.validators },
  };
  const most = first ? Math.max(column.pages.firstFill, 1) : column.pages.max;
  let further = page.further;
  let rows = page.rows;
  for (let read = 1; read < most && further[0] !== undefined && !parts.signal?.aborted; read += 1) {
    if (!first && (await allKnown(parts, rows))) break;
    const next = await furtherPage(parts, further[0], column, result);
    if (next === null) break;
    const seen = new Set(result.rows.map((row) => urlKey(row.url)));
    rows = next.rows.filter((row) => !seen.has(urlKey(row.url)));
    if (rows.length === 0) break;
    result.rows.push(...rows);
    further = further.length > 1 ? further.slice(1) : next.further;
  }
  return result;
}

function listOf(bytes: Buffer, contentType: string | null, url: string, column: Column): ListPage {
  return readList(decodePage(bytes, contentType, column.encoding ?? null).text, url, column);
}

/** A further page that is missing or empty is where the list ends; that it should have gone on is worth a warning. */
async function furtherPage(
  parts: CrawlParts,
  url: string,
  column: Column,
  result: ListReading,
): Promise<ListPage | null> {
  try {
    const reading = await parts.reader.read(url, undefined, parts.signal);
    if (reading.is === 'page') return listOf(reading.bytes, reading.contentType, reading.url, column);
    result.warnings.push({ code: 'list-ends', message: `${url} is not there; the list was read up to it` });
  } catch (error) {
    if (!(error instanceof GovcastError) || error.code !== 'list-empty') throw error;
    result.warnings.push({ code: 'list-ends', message: `${url} has no rows; the list was read up to it` });
  }
  return null;
}

async function allKnown(parts: CrawlParts, rows: ListRow[]): Promise<boolean> {
  const counted = rows.filter((row) => !row.pinned).map((row) => urlKey(row.url));
  const known = await addressesByKey(parts.db, counted);
  return counted.every((key) => known.has(key));
}

function missing(url: string, status: number): CallPerson {
  return new CallPerson({
    code: 'list-gone',
    message: `the list page answered ${status}`,
    place: url,
    remedy: 'Open the portal, find where the column has moved, and change its url in the portal file.',
  });
}
