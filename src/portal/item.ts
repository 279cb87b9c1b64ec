import { createHash } from 'node:crypto';
import { beijingDay } from '../calendar/beijing-time.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Article } from './article.ts';
import type { Validators } from './fetch/ask.ts';
import type { ListRow } from './list-page.ts';

/** A page as read, ready to be stored. */
export interface ReadPage {
  /** `<portal>/<column>`. */
  source: string;
  /** The address that was asked; `article.url` is where it stood after redirects. */
  address: string;
  article: Article;
  /** The page as served. */
  bytes: Buffer;
  charset: string;
  validators: Validators;
  /** `listedAs` of its list row, or null when it was not met in a list this time. */
  listedAs: string | null;
}

/** new; revised: other content than the head revision; unchanged; joined: known already under another address (C-08). */
export type StoreOutcome = 'new' | 'revised' | 'unchanged' | 'joined';

/**
 * SHA-256 over what a page says. Its family, column, HTML and warnings are left out: they change with templates and with
 * our readers, and make no new revision.
 */
export function contentHashOf(article: Article): string {
  const { family, column, html, warnings, url, ...says } = article;
  return sha256(canonicalJson(says));
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Title and day of a list row as one text, to see when it changes. */
export function listedAs(row: ListRow): string {
  return `${row.title}|${row.at === null ? '' : beijingDay(row.at)}`;
}
