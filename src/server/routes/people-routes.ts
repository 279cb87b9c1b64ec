/** 用户与角色: the system administrator writes who is there, the security administrator who may do what (三员分立). */
import { z } from 'zod';
import { addPerson, changePerson, giveRoles, refuseSelf } from '../../access/change-person.ts';
import { closeAccount } from '../../access/close-account.ts';
import { holdersOf, listPeople } from '../../access/list-people.ts';
import { newPassword, unlockPerson } from '../../access/new-password.ts';
import { requireFresh } from '../../access/require-fresh.ts';
import { endFactor } from '../../access/second-factor.ts';
import { accessDesk } from '../../access-desk.ts';
import { idSchema } from '../../config/id.ts';
import { roles, separated } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import { type ApiRoute, route } from '../api/route.ts';

const role = z.enum(roles);
const named = z.object({ person: idSchema });
const done = z.object({ done: z.boolean() });

const wish = z.strictObject({
  name: z.string().trim().min(1).max(40),
  post: z.string().trim().min(1).max(60),
  section: idSchema,
  email: z.email().optional(),
  mobile: z
    .string()
    .regex(/^\+?\d{5,15}$/)
    .optional(),
});

const listed = z.object({
  id: z.string(),
  name: z.string(),
  post: z.string(),
  section: z.string(),
  sectionName: z.string(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  roles: z.array(role),
  account: z.enum(['none', 'office', 'first', 'open', 'closed']),
  lockedUntil: z.number().nullable(),
  /** When the password that somebody else set opens no more. */
  firstUntil: z.number().nullable(),
  secondFactor: z.boolean(),
  lastLogin: z.object({ at: z.number(), from: z.string() }).nullable(),
});

export function peopleRoutes(govcast: Govcast): ApiRoute[] {
  const desk = accessDesk(govcast);
  const { clock, config } = govcast;
  const fresh = (caller: Parameters<typeof requireFresh>[0]) =>
    requireFresh(caller, clock.now(), config.settings.access.confirmMinutes);
  return [
    route({
      method: 'GET',
      path: '/people',
      summary: 'Everybody, with roles, account and last login; and the sections there are',
      admits: separated,
      answer: z.object({
        items: z.array(listed),
        sections: z.array(z.object({ id: z.string(), name: z.string() })),
      }),
      handle: async () => ({
        items: await listPeople(desk),
        sections: config.people.sections.map(({ id, name }) => ({ id, name })),
      }),
    }),
    route({
      method: 'GET',
      path: '/people/holders',
      summary: 'Who holds which role, so that a page says who may act instead',
      admits: 'everyone',
      answer: z.object({ holders: z.record(z.string(), z.array(z.object({ name: z.string(), post: z.string() }))) }),
      handle: async () => ({ holders: holdersOf(desk) }),
    }),
    route({
      method: 'POST',
      path: '/people',
      summary: 'Adds a person, without any role',
      admits: ['system-admin'],
      body: wish.extend({ id: idSchema }),
      answer: done,
      handle: async ({ body: { id, ...of }, caller }) => {
        fresh(caller);
        await addPerson(desk, caller.actor, id, of);
        return { done: true };
      },
    }),
    route({
      method: 'PUT',
      path: '/people/:person',
      summary: 'Changes name, post, section and how to reach a person',
      admits: ['system-admin'],
      params: named,
      body: wish,
      answer: done,
      handle: async ({ params, body, caller }) => {
        fresh(caller);
        await changePerson(desk, caller.actor, params.person, body);
        return { done: true };
      },
    }),
    route({
      method: 'PUT',
      path: '/people/:person/account',
      summary: 'Closes an account with its sessions and tokens, or opens it again',
      admits: ['system-admin'],
      params: named,
      body: z.strictObject({ closed: z.boolean() }),
      answer: done,
      handle: async ({ params, body, caller }) => {
        fresh(caller);
        await closeAccount(desk, caller.actor, params.person, body.closed);
        return { done: true };
      },
    }),
    route({
      method: 'PUT',
      path: '/people/:person/roles',
      summary: 'Gives a person exactly these roles; nobody does so for himself',
      admits: ['security-admin'],
      params: named,
      body: z.strictObject({ roles: z.array(role) }),
      answer: done,
      handle: async ({ params, body, caller }) => {
        fresh(caller);
        await giveRoles(desk, caller.actor, params.person, body.roles);
        return { done: true };
      },
    }),
    route({
      method: 'POST',
      path: '/people/:person/password',
      summary: 'Gives a person a password for one login, shown once',
      admits: ['security-admin'],
      unkept: true,
      params: named,
      answer: z.object({ password: z.string(), until: z.number().nullable() }),
      handle: async ({ params, caller }) => {
        fresh(caller);
        return newPassword(desk, caller.actor, params.person);
      },
    }),
    route({
      method: 'DELETE',
      path: '/people/:person/lock',
      summary: 'Lifts the lock that wrong tries have set',
      admits: ['security-admin'],
      params: named,
      answer: done,
      handle: async ({ params, caller }) => {
        fresh(caller);
        await unlockPerson(desk, caller.actor, params.person);
        return { done: true };
      },
    }),
    route({
      method: 'DELETE',
      path: '/people/:person/factor',
      summary: 'Takes the second factor of a person away whose telephone is lost',
      admits: ['security-admin'],
      params: named,
      answer: done,
      handle: async ({ params, caller }) => {
        refuseSelf(
          caller.actor,
          params.person,
          'own-factor',
          'one’s own second factor is taken away in one’s own session',
        );
        fresh(caller);
        await endFactor(desk, caller.actor, params.person);
        return { done: true };
      },
    }),
  ];
}
