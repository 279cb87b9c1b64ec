/** 矩阵: the accounts with rights, quotas and clocks, one of them in detail, and what is done to it. */
import { z } from 'zod';
import { beijingDay } from '../../calendar/beijing-time.ts';
import { askHistory } from '../../channels/ask-history.ts';
import { canProbe } from '../../channels/ask-probes.ts';
import { fileAccount } from '../../channels/file-account.ts';
import { filingNames } from '../../channels/life-cycle.ts';
import { accountNamed, type MatrixAccount, matrixAccounts } from '../../channels/matrix.ts';
import { pauseChannel } from '../../channels/pause-channel.ts';
import { probeChannel } from '../../channels/probe-channel.ts';
import { countProbeWishes } from '../../channels/probe-wish-store.ts';
import { quotaUses } from '../../channels/quota-uses.ts';
import { resumeChannel } from '../../channels/resume-channel.ts';
import { enterFigures, reviewAccount, reviewDecisions } from '../../channels/review-account.ts';
import type { Role } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { openPast } from '../../history-desk.ts';
import { accountDetail, readAccount } from '../../matrix/account-detail.ts';
import { accountRow } from '../../matrix/account-row.ts';
import { accountsNow, type StandingRow } from '../../matrix/accounts-now.ts';
import { mainQuota } from '../../matrix/main-quota.ts';
import { enterHistory } from '../../schedule/history/enter-history.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';

const mayLook: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy', 'desk', 'system-admin'];
/** Anybody who publishes may stop an account at once; letting it send again is for those who answer for it. */
const mayStop: readonly Role[] = ['editor', 'section-head', 'leader', 'desk', 'system-admin'];
const mayResume: readonly Role[] = ['section-head', 'leader', 'system-admin'];
const mayEnter: readonly Role[] = ['editor', 'section-head', 'leader'];

const levels = ['paused', 'green', 'yellow', 'orange', 'red', 'breached'] as const;
const query = z.object({
  ...pageQuery,
  /** Part of the name or the id. */
  q: z.string().trim().max(50).optional(),
  level: z.enum(levels).optional(),
  kind: z.string().optional(),
  /** Only what failed or waits for a person. */
  waiting: z.stringbool().optional(),
});

const summary = z.object({
  total: z.number(),
  breached: z.number(),
  failed: z.number(),
  /** Filed pauses and closings. */
  filed: z.number(),
  kinds: z.array(z.string()),
  /** Accounts whose rights are still to be tried again, because somebody asked for all. */
  probing: z.number(),
});
const table = pageOf(accountRow).extend({ summary });

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

export function channelRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, config, channelDeps, work } = govcast;
  const matrix = matrixAccounts(config.channels, config.outside);
  const desk = { ...acting, people: config.people };
  const named = (name: string) => accountNamed(matrix, known(matrix, name));
  const ours = (name: string) => govcast.channelConfig(known(matrix, name));
  const yearNow = () => Number(beijingDay(clock.now()).slice(0, 4));
  return [
    route({
      method: 'GET',
      path: '/matrix',
      summary: 'The accounts of the matrix with rights, quota, tightest clock and next delivery',
      admits: mayLook,
      query,
      answer: table,
      handle: ({ query: asked }) => readTable(govcast, asked),
    }),
    route({
      method: 'GET',
      path: '/matrix/:account',
      summary: 'One account: all clocks and quotas, rights, life of the token, filings and yearly review',
      admits: mayLook,
      params: of,
      answer: accountDetail,
      handle: ({ params }) => readAccount(govcast, named(params.account)),
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/probe',
      summary: 'Tries what the account may do; what it lacks goes by hand',
      admits: mayResume,
      params: of,
      answer: z.object({
        rights: z.array(z.object({ api: z.string(), right: z.string(), code: z.string().nullable() })),
      }),
      handle: async ({ params, caller }) => {
        const account = ours(params.account);
        if (!canProbe(account)) throw byHand(account.id);
        const found = await probeChannel(acting, channelDeps, account, caller.actor);
        return { rights: found.map(({ api, right, code }) => ({ api, right, code })) };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/pause',
      summary: 'Stops every delivery of an account that is not begun',
      admits: mayStop,
      params: of,
      body: z.object({ reason }),
      answer: done,
      handle: async ({ params, body, caller }) => {
        const { id } = ours(params.account);
        await pauseChannel(acting, caller.actor, id, body.reason);
        return { account: id };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/resume',
      summary: 'Lets a paused account deliver again',
      admits: mayResume,
      params: of,
      answer: done,
      handle: async ({ params, caller }) => {
        const { id } = ours(params.account);
        await resumeChannel(acting, caller.actor, id);
        return { account: id };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/filings',
      summary: 'Records an act in the life of an account: opening, change, pause, closing, with its filing',
      admits: mayResume,
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
    route({
      method: 'POST',
      path: '/matrix/:account/sent-by-hand',
      summary: 'Enters what somebody published by hand: it counts for clocks, and a mass send for the quota',
      admits: mayEnter,
      params: of,
      body: z.object({
        at: z.number(),
        title: z.string().trim().max(200).default(''),
        url: z
          .url({ protocol: /^https?$/ })
          .nullable()
          .default(null),
        act: z.enum(['publish', 'massSend', 'message']),
        mark: z.enum(['original', 'repost']).nullable().default(null),
      }),
      answer: z.object({ account: z.string(), added: z.number(), known: z.number(), unchecked: z.number() }),
      handle: async ({ params, body, caller }) => {
        const { id } = ours(params.account);
        if (body.url === null && body.title === '') throw nothingTold(id);
        if (body.at > clock.now()) throw notYet(id);
        const entry = { ...body, place: id };
        const open = openPast(govcast, id);
        const {
          added,
          known: was,
          unchecked,
        } = await enterHistory(acting, work.channel(id), open, [entry], caller.actor);
        return { account: id, added, known: was, unchecked: unchecked.length };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/read-history',
      summary: 'Has all that an account has published read again from its platform; the worker does it',
      admits: ['editor', 'section-head', 'leader', 'system-admin'],
      params: of,
      answer: done,
      handle: async ({ params, caller }) => {
        const { id } = ours(params.account);
        await askHistory(acting, work.channel(id), caller.actor);
        return { account: id };
      },
    }),
  ];
}

async function readTable(govcast: Govcast, asked: z.output<typeof query>): Promise<z.infer<typeof table>> {
  const rows = await accountsNow(govcast);
  const wanted = rows.map((row, i) => ({ row, i })).filter(({ row }) => fits(row, asked));
  const after = afterCursor(asked.cursor, z.tuple([z.number()]))?.[0] ?? -1;
  const shown = page(
    wanted.filter(({ i }) => i > after),
    asked.limit,
    ({ i }) => [i],
  );
  const own = shown.items.flatMap(({ row }) => govcast.channels.get(row.id) ?? []);
  const quotas = await quotaUses(govcast.acting.db, own, govcast.clock.now());
  return {
    items: shown.items.map(({ row }) => ({ ...row, quota: row.byHand ? null : mainQuota(quotas.get(row.id) ?? []) })),
    next: shown.next,
    summary: {
      total: rows.length,
      breached: rows.filter(({ clock }) => clock?.level === 'breached').length,
      failed: rows.filter(({ next }) => next?.is === 'failed').length,
      filed: rows.filter(({ life }) => life !== 'running').length,
      kinds: [...new Set(rows.map(({ kind }) => kind))],
      probing: await countProbeWishes(govcast.acting.db),
    },
  };
}

function fits(row: StandingRow, { q, level, kind, waiting }: z.output<typeof query>): boolean {
  if (q !== undefined && !row.name.includes(q) && !row.id.includes(q)) return false;
  if (level !== undefined && row.clock?.level !== level) return false;
  if (kind !== undefined && row.kind !== kind) return false;
  return !waiting || row.act === 'handle' || row.act === 'look';
}

/** @throws Refused so that an address of an account that has gone is not found, rather than asked wrongly */
function known(matrix: readonly MatrixAccount[], name: string): string {
  if (name === 'main' || matrix.some(({ id }) => id === name)) return name;
  const remedy = 'Take the id from GET /matrix.';
  throw new Refused({ code: 'account-unknown', message: `there is no account ${name}`, place: name, remedy });
}

function byHand(account: string): Refused {
  return new Refused({
    code: 'channel-by-hand',
    message: `nothing of ${account} can be tried: it has no interface that is called`,
    place: account,
    remedy: 'Publish by hand-off and enter the link.',
  });
}

function nothingTold(account: string): Refused {
  const message = 'what was sent needs a link or a title';
  return new Refused({ code: 'history-nothing', message, place: account, remedy: 'Give its link, or its title.' });
}

function notYet(account: string): Refused {
  const message = 'the time it was sent at is still to come';
  return new Refused({ code: 'history-not-yet', message, place: account, remedy: 'Give the time it was public at.' });
}
