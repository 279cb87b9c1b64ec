import type { Platform } from '../platform.ts';
import { opaqueId } from '../serial-numbers.ts';

export type TokenSort = 'classic' | 'stable';

export interface Token {
  token: string;
  appid: string;
  sort: TokenSort;
  issuedAt: number;
  /** ms UTC; later calls answer 42001. */
  expiresAt: number;
  /** ms UTC; later calls answer 40001 when this comes before the expiry. */
  diesAt: number;
}

const columns = 'token, appid, sort, issued_at as issuedAt, expires_at as expiresAt, dies_at as diesAt';
const LIFE_MS = 7_200_000;

export function findToken(platform: Platform, token: string): Token | undefined {
  return platform.db.prepare<[string], Token>(`select ${columns} from token where token = ?`).get(token);
}

/** The newest token of its sort that is still good and not on its way out. */
export function currentToken(platform: Platform, appid: string, sort: TokenSort, now: number): Token | undefined {
  return platform.db
    .prepare<[string, TokenSort, number], Token>(
      `select ${columns} from token where appid = ? and sort = ? and dies_at > ? and dies_at = expires_at
       order by issued_at desc, rowid desc limit 1`,
    )
    .get(appid, sort, now);
}

export function issueToken(platform: Platform, appid: string, sort: TokenSort, now: number): Token {
  const token = `99_${opaqueId(platform, 133)}`;
  platform.db
    .prepare('insert into token (token, appid, sort, issued_at, expires_at, dies_at) values (?, ?, ?, ?, ?, ?)')
    .run(token, appid, sort, now, now + LIFE_MS, now + LIFE_MS);
  return { token, appid, sort, issuedAt: now, expiresAt: now + LIFE_MS, diesAt: now + LIFE_MS };
}

/** All tokens of a sort end at `at` at the latest. */
export function endTokens(platform: Platform, appid: string, sort: TokenSort, at: number): void {
  platform.db.prepare('update token set dies_at = min(dies_at, ?) where appid = ? and sort = ?').run(at, appid, sort);
}
