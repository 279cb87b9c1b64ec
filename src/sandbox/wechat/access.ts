import { type Account, findAccount } from '../account-store.ts';
import type { Platform } from '../platform.ts';
import { PlatformRefusal } from '../refusal.ts';
import { readWireJson } from '../wire-json.ts';
import type { ApiRequest, Right } from './api-call.ts';
import { findToken } from './token-store.ts';

/**
 * The account that an access_token speaks for.
 * @throws PlatformRefusal 41001, 40001, 42001 (token), 40164 (address), 48001 (right)
 */
export function checkAccess(platform: Platform, request: ApiRequest, right: Right): Account {
  const value = request.query.access_token;
  if (!value) throw new PlatformRefusal(41001, 'access_token missing');
  const token = findToken(platform, value);
  const now = platform.clock.now();
  if (token && token.expiresAt <= now && token.diesAt >= token.expiresAt) {
    throw new PlatformRefusal(42001, 'access_token expired');
  }
  const account = token && token.diesAt > now ? findAccount(platform, token.appid) : undefined;
  if (!account) throw new PlatformRefusal(40001, 'invalid credential, access_token is invalid or not latest');
  checkAddress(account, request.ip);
  const allowed = right === 'any' || (account.verified && (right === 'verified' || account.kind === 'service'));
  if (!allowed) throw new PlatformRefusal(48001, 'api unauthorized');
  return account;
}

/** @throws PlatformRefusal 40164 naming the address */
export function checkAddress(account: Account, ip: string): void {
  const list = account.settings.ipAllowList;
  if (list && !list.includes(ip)) {
    throw new PlatformRefusal(40164, `invalid ip ${ip} ipv6 ::ffff:${ip}, not in whitelist`);
  }
}

/** Whose call it is, as far as it can be told before anything is checked: appid or robot key, else empty. */
export function callerOf(platform: Platform, request: ApiRequest): string {
  const { access_token: token, key, appid } = request.query;
  if (token) return findToken(platform, token)?.appid ?? '';
  if (key) return key;
  if (appid) return appid;
  if (!request.path.endsWith('/stable_token') && !request.path.endsWith('/clear_quota/v2')) return '';
  try {
    const body = readWireJson(request.body.toString('utf8'));
    return typeof body === 'object' && body !== null && 'appid' in body ? String(body.appid) : '';
  } catch {
    return '';
  }
}
