/** The first run: five steps in one column, each of which can be left and taken up again. */
import { z } from 'zod';
import { hasCredential } from '../../access/credential-store.ts';
import { makeFirstAdmin } from '../../access/first-admin.ts';
import { markStep } from '../../access/mark-step.ts';
import { nameSigners } from '../../access/name-signers.ts';
import { renewFirstPasswords, waitForFirstLogin } from '../../access/renew-first-passwords.ts';
import { requireFresh } from '../../access/require-fresh.ts';
import { doneSteps, setupSteps, signerRoles } from '../../access/setup.ts';
import { accessDesk } from '../../access-desk.ts';
import { beijingDay } from '../../calendar/beijing-time.ts';
import { touchesUnannounced } from '../../calendar/calendar.ts';
import { idSchema } from '../../config/id.ts';
import type { Govcast } from '../../govcast.ts';
import { findDocumentNumbers } from '../../policy/document-number.ts';
import { extractUrl } from '../../portal/answer-extract.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { dropSetupCode, setupCode } from '../setup-code.ts';

const step = z.enum(setupSteps);
const sections = z.array(z.object({ id: z.string(), name: z.string() }));
const year = z.object({ year: z.number(), announced: z.boolean() });
const named = z.object({ id: z.string(), name: z.string() });
const namedPerson = z.object({
  ...{ person: z.string(), name: z.string(), password: z.string().nullable() },
  /** When the password opens no more. */
  until: z.number().nullable(),
});

export function setupRoutes(govcast: Govcast): ApiRoute[] {
  const desk = accessDesk(govcast);
  const { acting, calendar, config, clock, environment } = govcast;
  const sectionsThere = () => config.people.sections.map(({ id, name }) => ({ id, name }));
  const fresh = (caller: Parameters<typeof requireFresh>[0]) =>
    requireFresh(caller, clock.now(), config.settings.access.confirmMinutes);
  const nameOf = (id: string) => config.people.people.find((p) => p.id === id)?.name ?? id;
  const isAnnounced = (of: number) =>
    `${of}-12-31` <= calendar.last && !touchesUnannounced(calendar, `${of}-01-01`, `${of}-12-31`);
  return [
    route({
      method: 'GET',
      path: '/setup',
      summary: 'Whether the first step of the first run is still to be done, and what it offers',
      admits: 'public',
      answer: z.object({ first: z.boolean(), office: z.string(), sections }),
      handle: async () => {
        const first = !(await hasCredential(acting.db));
        return { first, office: first ? config.settings.office.name : '', sections: first ? sectionsThere() : [] };
      },
    }),
    route({
      method: 'POST',
      path: '/setup',
      summary: 'Names the office and makes the first system administrator, with the code of the terminal',
      admits: 'public',
      unkept: true,
      body: z.strictObject({
        code: z.string().min(1).max(60),
        office: z.string().trim().min(2).max(60),
        id: idSchema,
        name: z.string().trim().min(1).max(40),
        post: z.string().trim().min(1).max(60),
        section: idSchema,
        password: z.string().min(1).max(256),
      }),
      answer: z.object({ done: z.boolean() }),
      handle: async ({ body, visit }) => {
        const code = setupCode(environment.dataFolder);
        const { cookie } = await makeFirstAdmin(desk, body, code, config.settings.office, visit);
        dropSetupCode(environment.dataFolder);
        visit.keepCookie(cookie);
        return { done: true };
      },
    }),
    route({
      method: 'GET',
      path: '/setup/steps',
      summary: 'Which steps of the first run are done, and what the others have to show',
      admits: ['system-admin'],
      answer: z.object({
        done: z.array(step),
        years: z.array(year),
        sources: z.array(named),
        accounts: z.array(named.extend({ rehearses: z.boolean() })),
        people: z.array(named.extend({ post: z.string(), roles: z.array(z.string()) })),
        /** Names of those who have not yet come in with the password of the last step, while it may be given anew. */
        waiting: z.array(z.string()),
      }),
      handle: async ({ caller }) => {
        const thisYear = Number(beijingDay(clock.now()).slice(0, 4));
        return {
          done: await doneSteps(acting.db),
          years: [thisYear, thisYear + 1].map((of) => ({ year: of, announced: isAnnounced(of) })),
          sources: config.portals.map(({ id, name }) => ({ id, name })),
          accounts: config.channels.map(({ id, name, sandbox }) => ({ id, name, rehearses: sandbox })),
          people: config.people.people.map(({ id, name, post, roles }) => ({ id, name, post, roles: [...roles] })),
          waiting: (await waitForFirstLogin(acting.db, config.people, caller.person.id)).map(nameOf),
        };
      },
    }),
    route({
      method: 'POST',
      path: '/setup/look',
      summary: 'Reads one page of the portal now and says what was found on it',
      admits: ['system-admin'],
      body: z.strictObject({ url: z.url({ protocol: /^https?$/ }) }),
      answer: z.object({
        title: z.string().nullable(),
        number: z.string().nullable(),
        publishedAt: z.string().nullable(),
        characters: z.number(),
        warnings: z.array(z.string()),
      }),
      handle: async ({ body }) => {
        const findNumbers = (text: string) => findDocumentNumbers(text).map((n) => n.normalised);
        const asking = { portals: config.portals, allowPrivate: false };
        const page = await extractUrl(body.url, asking, clock, { now: clock.now(), findNumbers });
        return {
          title: page.title,
          number: page.number,
          publishedAt: page.publishedAt,
          characters: [...page.text].length,
          warnings: page.warnings.map((w) => w.message),
        };
      },
    }),
    route({
      method: 'PUT',
      path: '/setup/steps/:step',
      summary: 'A step that only shows something was looked at',
      admits: ['system-admin'],
      params: z.object({ step: z.enum(['holidays', 'sources', 'accounts']) }),
      answer: z.object({ done: z.array(step) }),
      handle: async ({ params, caller }) => {
        await markStep(acting, caller.actor, params.step);
        return { done: await doneSteps(acting.db) };
      },
    }),
    route({
      method: 'POST',
      path: '/setup/signers',
      summary: 'Names who signs and the two other administrators; answers their passwords for one login, once',
      admits: ['system-admin'],
      unkept: true,
      body: z.strictObject({
        named: z
          .array(z.strictObject({ person: idSchema, role: z.enum(signerRoles) }))
          .min(1)
          .max(60),
      }),
      answer: z.object({ people: z.array(namedPerson) }),
      handle: async ({ body, caller }) => {
        fresh(caller);
        return { people: await nameSigners(desk, caller.actor, body.named) };
      },
    }),
    route({
      method: 'POST',
      path: '/setup/signers/passwords',
      summary: 'Gives those who were named their first passwords anew, until a security administrator has signed in',
      admits: ['system-admin'],
      unkept: true,
      answer: z.object({ people: z.array(namedPerson) }),
      handle: async ({ caller }) => {
        fresh(caller);
        return { people: await renewFirstPasswords(desk, caller.actor) };
      },
    }),
  ];
}
