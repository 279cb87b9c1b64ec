/** What is kept of an account on paper: acts in its life with their filing, and its yearly review. */
import { z } from 'zod';
import { beijingDay } from '../../calendar/beijing-time.ts';
import { fileAccount } from '../../channels/file-account.ts';
import { filingNames } from '../../channels/life-cycle.ts';
import { enterFigures, reviewAccount, reviewDecisions } from '../../channels/review-account.ts';
import type { Govcast } from '../../govcast.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { accountAsked } from './account-asked.ts';

const of = z.object({ account: z.string() });
const reason = z.string().trim().min(2).max(500);
const filing = z.object({
  event: z.enum(['opened', 'changed', 'paused', 'resumed', 'closed', 'cancelled']),
  on: z.iso.date(),
  until: z.iso.date().optional(),
  unit: z.string().trim().min(1).max(100),
  filed: z.object({ number: z.string().trim().min(1).max(100), filedOn: z.iso.date() }).optional(),
  reason,
});
const done = z.object({ account: z.string() });

export function accountFileRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, config } = govcast;
  const desk = { ...acting, people: config.people };
  const { named } = accountAsked(govcast);
  const yearNow = () => Number(beijingDay(clock.now()).slice(0, 4));
  return [
    route({
      method: 'POST',
      path: '/matrix/:account/filings',
      summary: 'Records an act in the life of an account: opening, change, pause, closing, with its filing',
      admits: ['section-head', 'leader', 'system-admin'],
      params: of,
      body: filing,
      answer: z.object({ account: z.string(), outcome: z.enum(['recorded', 'numbered', 'known']), name: z.string() }),
      handle: async ({ params, body: { event, on, until, unit, filed, reason: why }, caller }) => {
        const { id } = named(params.account);
        const wish = { account: id, event, onDay: on, unit, reason: why };
        const more = { ...(until === undefined ? {} : { untilDay: until }), ...(filed === undefined ? {} : { filed }) };
        const { outcome } = await fileAccount(desk, { ...wish, ...more }, caller.actor);
        return { account: id, outcome, name: filingNames[event] };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/figures',
      summary: 'Enters what somebody read off the account for the yearly review',
      admits: ['editor', 'section-head', 'leader', 'desk', 'system-admin'],
      params: of,
      body: z.object({ reads: z.int().min(0).optional(), followers: z.int().min(0).optional() }),
      answer: done,
      handle: async ({ params, body: { reads, followers }, caller }) => {
        const { id } = named(params.account);
        const figures = {
          ...(reads === undefined ? {} : { reads }),
          ...(followers === undefined ? {} : { followers }),
        };
        await enterFigures(desk, { account: id, year: yearNow() }, figures, caller.actor);
        return { account: id };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/review',
      summary: 'Records what becomes of an account in the review of this year: keep, merge or close',
      admits: ['section-head', 'leader'],
      params: of,
      body: z.object({ decision: z.enum(reviewDecisions), mergeInto: z.string().optional(), reason }),
      answer: done,
      handle: async ({ params, body: { decision, mergeInto, reason: why }, caller }) => {
        const { id } = named(params.account);
        const into = mergeInto === undefined ? {} : { mergeInto: named(mergeInto).id };
        await reviewAccount(desk, { account: id, year: yearNow(), decision, reason: why, ...into }, caller.actor);
        return { account: id };
      },
    }),
  ];
}
