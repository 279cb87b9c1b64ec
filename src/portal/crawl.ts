import { asProblem } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { HttpReader } from './fetch/http-reader.ts';

/** What a look at a source needs. */
export interface CrawlParts extends Acting {
  actor: Actor;
  /** The reader of the source's portal. */
  reader: HttpReader;
  /** Document numbers in a text, normalised. */
  findNumbers?: (text: string) => string[];
  /** Ends the look early: what was read is stored, the rest stays for the next look. */
  signal?: AbortSignal;
}

/** What came of one look at one source, as `govcast crawl` answers it. */
export interface CrawlResult {
  source: string;
  /** Rows of the list pages that were read. */
  listed: number;
  new: number;
  revised: number;
  unchanged: number;
  /** Known already under another address (C-08). */
  joined: number;
  withdrawn: number;
  /** List and article pages that could not be read or stored; each has its error. */
  failed: number;
  elapsedMs: number;
  errors: CrawlProblem[];
  warnings: { code: string; message: string }[];
}

export interface CrawlProblem {
  code: string;
  message: string;
  place?: string | undefined;
  remedy: string;
}

export function emptyResult(source: string): CrawlResult {
  const counts = { listed: 0, new: 0, revised: 0, unchanged: 0, joined: 0, withdrawn: 0, failed: 0, elapsedMs: 0 };
  return { source, ...counts, errors: [], warnings: [] };
}

/** Counts a failure; one broken page does not stop the others. */
export function noteFailure(result: CrawlResult, error: unknown, place?: string): void {
  const { code, message, remedy, place: own } = asProblem(error);
  result.failed += 1;
  result.errors.push({ code, message, place: own ?? place, remedy });
}
