import { z } from 'zod';
import { type Account, findAccount, saveSettings } from '../account-store.ts';
import { type Platform, readMeta, writeMeta } from '../platform.ts';
import { PlatformRefusal } from '../refusal.ts';
import { checkAddress } from './access.ts';
import type { ApiCall, ApiRequest } from './api-call.ts';
import { useQuota } from './quotas.ts';
import { currentToken, endTokens, issueToken, type Token } from './token-store.ts';

const MINUTE_MS = 60_000;
/** How long the classic token before the newest one stays good. */
const OVERLAP_MS = 5 * MINUTE_MS;
/** The platform itself renews a stable token so long before it expires. */
const RENEW_BEFORE_MS = 5 * MINUTE_MS;
const FORCE_APART_MS = 30_000;

/** Credentials (channel-apis 1.1): two isolated tokens for each account, neither of which ends the other. */
export const tokenCalls: ApiCall[] = [
  { path: '/cgi-bin/token', method: 'GET', right: 'open', run: (call) => classicToken(call.platform, call.request) },
  {
    path: '/cgi-bin/stable_token',
    method: 'POST',
    right: 'open',
    run: (call) => stableToken(call.platform, call.request, call.read(stableBody)),
  },
];

const stableBody = z.object({
  grant_type: z.string().optional(),
  appid: z.string().optional(),
  secret: z.string().optional(),
  force_refresh: z.boolean().default(false),
});

function classicToken(platform: Platform, request: ApiRequest) {
  const now = platform.clock.now();
  const account = checkCredentials(platform, request, request.query);
  useQuota(platform, account, { what: '/cgi-bin/token', per: 'day', now });
  endTokens(platform, account.appid, 'classic', now + OVERLAP_MS);
  return tokenAnswer(issueToken(platform, account.appid, 'classic', now), now);
}

function stableToken(platform: Platform, request: ApiRequest, body: z.infer<typeof stableBody>) {
  const now = platform.clock.now();
  const account = checkCredentials(platform, request, body);
  useQuota(platform, account, { what: '/cgi-bin/stable_token', per: 'day', now });
  const current = currentToken(platform, account.appid, 'stable', now);
  if (body.force_refresh) {
    const forcedAt = readMeta(platform, `forced ${account.appid}`);
    if (forcedAt !== null && now - Number(forcedAt) < FORCE_APART_MS) {
      throw new PlatformRefusal(45011, 'api minute-quota reach limit, must slower, retry next minute');
    }
    useQuota(platform, account, { what: 'force_refresh', per: 'day', now });
    writeMeta(platform, `forced ${account.appid}`, String(now));
    endTokens(platform, account.appid, 'stable', now);
    return tokenAnswer(issueToken(platform, account.appid, 'stable', now), now);
  }
  if (current && current.expiresAt - now > RENEW_BEFORE_MS) return tokenAnswer(current, now);
  return tokenAnswer(issueToken(platform, account.appid, 'stable', now), now);
}

function tokenAnswer(token: Token, now: number) {
  return { access_token: token.token, expires_in: Math.floor((token.expiresAt - now) / 1000) };
}

function checkCredentials(
  platform: Platform,
  request: ApiRequest,
  given: { grant_type?: string | undefined; appid?: string | undefined; secret?: string | undefined },
): Account {
  if (given.grant_type !== 'client_credential') throw new PlatformRefusal(40002, 'invalid grant_type');
  if (!given.appid) throw new PlatformRefusal(41002, 'appid missing');
  if (!given.secret) throw new PlatformRefusal(41004, 'appsecret missing');
  const account = findAccount(platform, given.appid);
  if (account?.appid !== given.appid) throw new PlatformRefusal(40013, 'invalid appid');
  if (account.secret !== given.secret) throw new PlatformRefusal(40125, 'invalid appsecret');
  checkAddress(account, request.ip);
  checkConfirmation(platform, account);
  return account;
}

/** Risk confirmation of the token call: asked for (89503), refused for an hour (89507), refused again for a day (89506). */
function checkConfirmation(platform: Platform, account: Account): void {
  const { tokenConfirmation: state, tokenRefusals, tokenRefusedUntil } = account.settings;
  if (state === 'none') return;
  if (state === 'refused' && platform.clock.now() < tokenRefusedUntil) {
    throw tokenRefusals > 1
      ? new PlatformRefusal(89506, 'this ip is refused by the administrator, retry after 24 hours')
      : new PlatformRefusal(89507, 'this ip is refused by the administrator, retry after 1 hour');
  }
  throw new PlatformRefusal(89503, 'this ip needs to be confirmed by the administrator, please wait');
}

/** The administrator's answer in WeChat to a token call that waits, or the platform asking for one. */
export function decideConfirmation(platform: Platform, account: Account, decision: 'ask' | 'confirm' | 'refuse'): void {
  const refusals = decision === 'refuse' ? account.settings.tokenRefusals + 1 : account.settings.tokenRefusals;
  saveSettings(platform, account.appid, {
    ...account.settings,
    tokenConfirmation: decision === 'ask' ? 'pending' : decision === 'confirm' ? 'none' : 'refused',
    tokenRefusals: decision === 'confirm' ? 0 : refusals,
    tokenRefusedUntil: platform.clock.now() + (refusals > 1 ? 24 : 1) * 60 * MINUTE_MS,
  });
}

/** Another system with the same secret took new tokens: those that clients of this sandbox hold are dead. */
export function refreshElsewhere(platform: Platform, account: Account): void {
  const now = platform.clock.now();
  for (const sort of ['classic', 'stable'] as const) {
    endTokens(platform, account.appid, sort, now);
    issueToken(platform, account.appid, sort, now);
  }
}
