import type { Column, Portal } from '../config/portals.ts';
import { sourceId } from '../config/portals.ts';
import { type CrawlParts, type CrawlResult, emptyResult, noteFailure } from './crawl.ts';
import type { Validators } from './fetch/ask.ts';
import { putFetchState } from './item-store.ts';
import { lookAtPages } from './look-at-pages.ts';
import { readListPages } from './read-list-pages.ts';
import { putSourceState, sourceStateOf } from './source-state-store.ts';
import { type Wanted, wantedAgain, wantedRows } from './wanted-pages.ts';

/**
 * One look at one column: its list, then every page that is new, whose row changed or whose turn it is to be looked at
 * again. One broken page does not stop the others. Nothing is lost by being killed in the middle: what was not stored is
 * still unknown at the next look.
 */
export async function crawlSource(parts: CrawlParts, portal: Portal, column: Column): Promise<CrawlResult> {
  const { db, clock } = parts;
  const startedAt = clock.now();
  const started = clock.monotonicMs();
  const source = sourceId(portal, column);
  const result = emptyResult(source);
  const before = await sourceStateOf(db, source);
  const first = before === undefined || before.lastOkAt === null;
  let listState: { url: string; validators: Validators } | null = null;
  const wanted: Wanted[] = [];
  try {
    const list = await readListPages(parts, portal, column, first);
    listState = list.state;
    result.listed = list.rows.length;
    result.warnings.push(...list.warnings);
    wanted.push(...(await wantedRows(db, source, list.rows)));
  } catch (error) {
    if (!parts.signal?.aborted) noteFailure(result, error);
  }
  wanted.push(...(await wantedAgain(db, portal, source, startedAt, wanted)));
  await lookAtPages(parts, portal, column, wanted, result);
  // A look that was ended early is neither a success nor a failure: the next one must still read the list to its depth.
  const ended = parts.signal?.aborted === true;
  const ok = result.errors.length === 0 && !ended;
  // The list's validators are kept only when all its rows were dealt with: a 304 must never hide a row that failed.
  if (ok && listState) {
    const state = { ...listState.validators, checkedAt: startedAt, bodyHash: null };
    await putFetchState(db, { url: listState.url, ...state });
  }
  const problem = ok ? null : result.errors[0] ? JSON.stringify(result.errors[0]) : (before?.problem ?? null);
  const lastOkAt = ok ? startedAt : null;
  const listed = result.listed || (before?.listed ?? 0);
  await putSourceState(db, { source, checkedAt: startedAt, lastOkAt, problem, listed });
  result.elapsedMs = Math.round(clock.monotonicMs() - started);
  return result;
}
