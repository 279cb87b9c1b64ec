/** Who calls: by the cookie of a session, or by a token; and that a write of a browser comes from our own page. */
import type { FastifyRequest } from 'fastify';
import type { AccessDesk } from '../access/access-desk.ts';
import { findSession } from '../access/find-session.ts';
import { findToken, scopesOf } from '../access/find-token.ts';
import { actorOf, personOf } from '../config/acting-person.ts';
import type { Config } from '../config/load-config.ts';
import { Refused } from '../errors.ts';
import type { Caller } from './api/caller.ts';
import { COOKIE } from './api/visit.ts';

/** With a password that somebody else has set, or that is old, this is all that can be done. */
const WHILE_CHANGING = /^\/api\/v1\/session(\/|\?|$)/;

/** The page says by this header that nobody has touched it for a while: what it fetches keeps no session alive. */
const QUIET = 'x-govcast-quiet';

export function authenticator(desk: AccessDesk, config: Pick<Config, 'people' | 'offices'>) {
  return async (request: FastifyRequest): Promise<Caller | null> => {
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return tokenCaller(desk, config, bearer, request.ip);
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (writes) requireOwnPage(request);
    const cookie = request.cookies[COOKIE];
    if (!cookie) return null;
    const acts = request.headers[QUIET] === undefined && !request.url.startsWith('/api/v1/events');
    const found = await findSession(desk, cookie, acts);
    if (!found) return null;
    const { session, mustChange } = found;
    if (mustChange && !WHILE_CHANGING.test(request.url)) throw changeFirst();
    return {
      person: personOf(config.people, session.person),
      via: 'console',
      scopes: null,
      session: { id: session.id, confirmedAt: session.confirmedAt },
      actor: actorOf(config, session.person, 'console'),
    };
  };
}

/** @throws Refused `token`, so that a program is told that its token is the matter; `no-roles` when it is its person */
async function tokenCaller(
  desk: AccessDesk,
  config: Pick<Config, 'people' | 'offices'>,
  bearer: string,
  address: string,
): Promise<Caller> {
  const token = await findToken(desk, bearer, address);
  if (!token) {
    const remedy = 'Make a new token; this one is unknown, has run out or was ended.';
    throw new Refused({ code: 'token', message: 'the token opens nothing', remedy });
  }
  return {
    person: personOf(config.people, token.person),
    via: 'api',
    scopes: scopesOf(token),
    ownToken: token.madeBy === token.person,
    actor: actorOf(config, token.person, 'api', `token ${token.id}`),
  };
}

/**
 * A form on another site can make a browser post with its cookie, but it can neither set a header of its own nor lie
 * about its origin.
 */
function requireOwnPage({ headers, host }: FastifyRequest): void {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  const own = headers['x-govcast'] === 'console';
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  if (own && sameSite && (origin === undefined || hostOf(origin) === host)) return;
  throw new Refused({
    code: 'csrf',
    message: 'the write does not come from a page of this server',
    remedy: 'Send the header x-govcast: console from the same origin, or use a token.',
  });
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function changeFirst(): Refused {
  return new Refused({
    code: 'password-change-needed',
    message: 'the password was set by somebody else or is too old',
    remedy: 'Change it by PUT /session/password; nothing else can be done before.',
  });
}
