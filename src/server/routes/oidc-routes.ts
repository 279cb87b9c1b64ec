/** Coming in by the identity provider of the office. None of these is there for an office that has none. */
import { z } from 'zod';
import { beginOidc } from '../../access/begin-oidc.ts';
import { type FinishedOidc, finishOidc, finishWithCode } from '../../access/finish-oidc.ts';
import { showSession } from '../../access/show-session.ts';
import { accessDesk } from '../../access-desk.ts';
import { AskedWrongly } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { type OpenIssuer, openIssuer } from '../../open-issuer.ts';
import { type ApiRoute, route } from '../api/route.ts';
import type { Visit } from '../api/visit.ts';
import { ownSession, session } from './access-routes.ts';

const finished = z.object({
  /** The page to go to. */
  back: z.string(),
  /** Whether a session that there was is confirmed, instead of a new one. */
  confirmed: z.boolean(),
  session: session.nullable(),
});

export function oidcRoutes(govcast: Govcast): ApiRoute[] {
  const desk = accessDesk(govcast);
  const { clock, config } = govcast;
  const { oidc } = config.settings.access;
  const held = oidc === null ? null : openIssuer(oidc, clock);
  const issuer = (): OpenIssuer => {
    if (held !== null) return held;
    const remedy = 'Sign in by password, or describe the identity provider under access.oidc of govcast.yaml.';
    throw new AskedWrongly({ code: 'oidc-none', message: 'the office has no identity provider here', remedy });
  };
  const answered = async ({ back, opened }: FinishedOidc, visit: Visit) => {
    visit.keepBegun(null);
    if (opened !== null) visit.keepCookie(opened.cookie);
    const shown = opened === null ? null : await showSession(desk, opened.session.id);
    return { back, confirmed: opened === null, session: shown };
  };
  const begun = z.object({ address: z.string() });
  return [
    route({
      method: 'POST',
      path: '/session/oidc',
      summary: 'Begins a sign-in at the identity provider of the office; answers where the browser goes',
      admits: 'public',
      unkept: true,
      body: z.strictObject({ back: z.string().max(500) }),
      answer: begun,
      handle: async ({ body, visit }) => {
        const { address, state } = await beginOidc(desk, issuer(), { back: body.back, session: null }, visit);
        visit.keepBegun(state);
        return { address };
      },
    }),
    route({
      method: 'POST',
      path: '/session/oidc/confirm',
      summary: 'Begins to show again at the identity provider who one is, before signing',
      admits: 'everyone',
      unkept: true,
      answer: begun,
      handle: async ({ caller, visit }) => {
        const wish = { back: '/', session: ownSession(caller.session) };
        const { address, state } = await beginOidc(desk, issuer(), wish, visit);
        visit.keepBegun(state);
        return { address };
      },
    }),
    route({
      method: 'POST',
      path: '/session/oidc/finish',
      summary: 'Takes what the identity provider answered, as the query of the page it came back to',
      admits: 'public',
      unkept: true,
      body: z.strictObject({ query: z.string().min(1).max(8000) }),
      answer: finished,
      handle: async ({ body, visit }) => {
        const answer = { query: body.query, state: visit.begun, session: visit.cookie };
        return answered(await finishOidc(desk, issuer(), answer, visit), visit);
      },
    }),
    route({
      method: 'POST',
      path: '/session/oidc/code',
      summary: 'Shows the code of the second factor after the identity provider has named the person',
      admits: 'public',
      unkept: true,
      body: z.strictObject({ code: z.string().min(1).max(40) }),
      answer: finished,
      handle: async ({ body, visit }) =>
        answered(await finishWithCode(desk, { state: visit.begun, code: body.code }, visit), visit),
    }),
  ];
}
