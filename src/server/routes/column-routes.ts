/** 更新时限: how every column of the portal stands, and what was formed for those in real time. */
import { z } from 'zod';
import { formedKinds } from '../../config/columns.ts';
import type { Govcast } from '../../govcast.ts';
import { clockStates } from '../../schedule/cadence/clock-reading.ts';
import { columnNow } from '../../schedule/columns/column-now.ts';
import { finishFormed, voidFormed } from '../../schedule/columns/finish-formed.ts';
import { formItem, keyOf } from '../../schedule/columns/form-item.ts';
import { type Formed, formedByColumn } from '../../schedule/columns/formed-store.ts';
import { clocksNow } from '../../today/clocks-now.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { nameOfPerson } from '../bundle-page.ts';
import { readers } from './item-routes.ts';

/** Who forms information says so, and who puts it out; taking it back is for those who answer for it. */
const tellers = ['editor', 'section-head', 'leader', 'desk'] as const;
const answering = ['section-head', 'leader'] as const;
const address = z.url({ protocol: /^https?$/ }).max(4000);
const ofFormed = z.object({ formed: z.string().min(1).max(40) });
/** What was disclosed longer ago is not listed. */
const FORMED_DAYS = 60;
const done = z.object({ ok: z.literal(true) });
const ok = { ok: true as const };

const formedItem = z.object({
  id: z.string(),
  title: z.string(),
  formedAt: z.number(),
  /** The last day in time for what must be out beforehand, YYYY-MM-DD. */
  byOn: z.string().nullable(),
  url: z.string().nullable(),
  doneAt: z.number().nullable(),
  /** When the page that closed it went from the portal. */
  goneAt: z.number().nullable(),
  by: z.string(),
});
const column = z.object({
  number: z.number(),
  path: z.array(z.string()),
  owner: z.string(),
  limit: z.string(),
  limitSource: z.string(),
  realTime: z.boolean(),
  state: z.enum(clockStates).nullable(),
  without: z.enum(['reply', 'none', 'not-stated', 'unmeasured']).nullable(),
  lastUpdateAt: z.number().nullable(),
  dueAt: z.number().nullable(),
  left: z.object({ left: z.number().nullable(), unit: z.enum(['working-day', 'day']) }).nullable(),
  open: z.array(formedItem),
  done: z.array(formedItem),
});

export function columnRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, config } = govcast;
  const shown = ({ id, title, formedAt, byOn, url, doneAt, itemGoneAt, createdBy }: Formed) => ({
    ...{ id, title, formedAt, byOn, url, doneAt, goneAt: itemGoneAt },
    by: nameOfPerson(govcast, createdBy),
  });
  return [
    route({
      method: 'GET',
      path: '/columns',
      summary: 'Every column of the table of update deadlines with its limit, its clock and what was formed for it',
      admits: [...readers, 'desk'],
      answer: z.object({ source: z.string(), columns: z.array(column) }),
      handle: async () => {
        const now = clock.now();
        const [{ columns }, formed] = await Promise.all([
          clocksNow(govcast),
          formedByColumn(acting.db, now - FORMED_DAYS * 86_400_000),
        ]);
        const listed = columns.map((each) => {
          const column = columnNow(config.columns, each, formed.get(each.column.number) ?? [], now);
          return { ...column, open: column.open.map(shown), done: column.done.map(shown) };
        });
        return { source: config.columns.source, columns: listed };
      },
    }),
    route({
      method: 'POST',
      path: '/columns/:column/formed',
      summary: 'Tells that information for a real-time column was formed or changed: its clock begins',
      admits: tellers,
      params: z.object({ column: z.string().min(1).max(200) }),
      body: z.object({
        title: z.string().trim().min(1).max(300),
        formedAt: z.number().int(),
        kind: z.enum(formedKinds).optional(),
        byOn: z.iso.date().optional(),
        url: address.optional(),
      }),
      answer: z.object({ id: z.string(), isNew: z.boolean() }),
      handle: async ({ params, body, caller }) => {
        const { id, isNew } = await formItem(acting, config.columns, caller.actor, { ...params, ...body });
        return { id, isNew };
      },
    }),
    route({
      method: 'POST',
      path: '/columns/formed/:formed/done',
      summary: 'Tells that what was formed has appeared, and where',
      admits: tellers,
      params: ofFormed,
      body: z.object({ at: z.number().int().optional(), url: address.optional() }),
      answer: done,
      handle: async ({ params: { formed }, body: { at = clock.now(), url }, caller }) => {
        const link = url === undefined ? {} : { url, urlKey: keyOf(url, `formed:${formed}`) };
        await finishFormed(acting, caller.actor, formed, { at, item: null, ...link });
        return ok;
      },
    }),
    route({
      method: 'POST',
      path: '/columns/formed/:formed/void',
      summary: 'Takes back what was told by mistake',
      admits: answering,
      params: ofFormed,
      body: z.object({ reason: z.string().trim().min(1).max(500) }),
      answer: done,
      handle: async ({ params, body, caller }) => {
        await voidFormed(acting, caller.actor, params.formed, body.reason);
        return ok;
      },
    }),
  ];
}
