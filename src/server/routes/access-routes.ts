/** Coming in, going out, and what belongs to one's own session. */
import { z } from 'zod';
import { confirmSession } from '../../access/confirm-session.ts';
import { hasCredential } from '../../access/credential-store.ts';
import { endSession } from '../../access/end-session.ts';
import { findSession } from '../../access/find-session.ts';
import { logIn } from '../../access/log-in.ts';
import { showSession } from '../../access/show-session.ts';
import { accessDesk } from '../../access-desk.ts';
import { Refused } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { openIssuer } from '../../open-issuer.ts';
import { type ApiRoute, route } from '../api/route.ts';

/** A session as its own page shows it. */
export const session = z.object({
  person: z.string(),
  name: z.string(),
  begunAt: z.number(),
  /** When it ends if nothing more is done, and at the latest; ms UTC. */
  idleAt: z.number(),
  latestAt: z.number(),
  confirmedAt: z.number(),
  lastLogin: z.object({ at: z.number(), from: z.string() }).nullable(),
  mustChange: z.boolean(),
  /** When the password that somebody else gave opens no more, while it has to be changed; else null. */
  changeBy: z.number().nullable(),
  method: z.enum(['password', 'oidc', 'machine']),
  secondFactor: z.boolean(),
});

const door = z.object({
  office: z.string(),
  now: z.number(),
  /** Nobody can come in yet: the first run has to make the first administrator. */
  firstRun: z.boolean(),
  /** Who may come in by password, and whether one comes in by the office's identity provider. */
  passwords: z.enum(['everybody', 'administrators', 'nobody']),
  oidc: z.boolean(),
  session: session.nullable(),
});

export function accessRoutes(govcast: Govcast): ApiRoute[] {
  const desk = accessDesk(govcast);
  const { acting, config, clock } = govcast;
  const { oidc } = config.settings.access;
  const issuer = oidc === null ? null : openIssuer(oidc, clock);
  return [
    route({
      method: 'GET',
      path: '/session',
      summary: 'Who is signed in, when the session ends, and how one can come in',
      admits: 'public',
      answer: door,
      handle: async ({ visit }) => {
        const found = visit.cookie === null ? null : await findSession(desk, visit.cookie, false);
        return {
          office: config.settings.office.name,
          now: clock.now(),
          firstRun: found === null && !(await hasCredential(acting.db)),
          passwords: oidc?.passwords ?? 'everybody',
          oidc: oidc !== null,
          session: found === null ? null : await showSession(desk, found.session.id),
        };
      },
    }),
    route({
      method: 'POST',
      path: '/session',
      summary: 'Signs in with name, password and, where one is set up, the code of the second factor',
      admits: 'public',
      unkept: true,
      body: z.strictObject({
        name: z.string().min(1).max(64),
        password: z.string().min(1).max(256),
        code: z.string().max(40).optional(),
      }),
      answer: session,
      handle: async ({ body, visit }) => {
        const opened = await logIn(desk, body, visit);
        visit.keepCookie(opened.cookie);
        return shown(await showSession(desk, opened.session.id));
      },
    }),
    route({
      method: 'DELETE',
      path: '/session',
      summary: 'Signs out; answers where to sign out of the identity provider, too, where the office wants that',
      admits: 'everyone',
      answer: z.object({ done: z.boolean(), elsewhere: z.string().nullable() }),
      handle: async ({ caller, visit }) => {
        const id = ownSession(caller.session);
        const shown = await showSession(desk, id);
        const done = await endSession(acting, caller.actor, id);
        visit.keepCookie(null);
        const there = shown?.method === 'oidc' && oidc?.signsOutThere === true;
        return { done, elsewhere: there && issuer ? await issuer.signOutAt() : null };
      },
    }),
    route({
      method: 'POST',
      path: '/session/confirm',
      summary: 'Shows password or code again, before signing',
      admits: 'everyone',
      unkept: true,
      body: z.union([
        z.strictObject({ password: z.string().min(1).max(256) }),
        z.strictObject({ code: z.string().min(1).max(40) }),
      ]),
      answer: session,
      handle: async ({ body, caller, visit }) => {
        const id = ownSession(caller.session);
        await confirmSession(desk, caller.actor, { id, person: caller.person.id }, body, visit);
        return shown(await showSession(desk, id));
      },
    }),
    route({
      method: 'POST',
      path: '/session/extend',
      summary: 'Stays signed in: counts the idle time anew',
      admits: 'everyone',
      answer: session,
      handle: async ({ caller }) => shown(await showSession(desk, ownSession(caller.session))),
    }),
  ];
}

function shown<T>(found: T | null): T {
  if (found) return found;
  throw new Refused({ code: 'not-signed-in', message: 'the session has ended', remedy: 'Sign in again.' });
}

/** @throws Refused for a token, which has no session */
export function ownSession(of: { id: string } | undefined): string {
  if (of) return of.id;
  throw new Refused({
    code: 'session-needed',
    message: 'a token has no session',
    remedy: 'Sign in with name and password.',
  });
}
