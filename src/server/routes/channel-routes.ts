/** 矩阵 as it is read: the accounts with rights, quotas and clocks, and one of them in detail. */
import { z } from 'zod';
import { countProbeWishes } from '../../channels/probe-wish-store.ts';
import { quotaUses } from '../../channels/quota-uses.ts';
import type { Role } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import { accountDetail, readAccount } from '../../matrix/account-detail.ts';
import { accountRow } from '../../matrix/account-row.ts';
import { accountsNow, type StandingRow } from '../../matrix/accounts-now.ts';
import { mainQuota } from '../../matrix/main-quota.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { accountAsked } from './account-asked.ts';

const mayLook: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy', 'desk', 'system-admin'];

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

export function channelRoutes(govcast: Govcast): ApiRoute[] {
  const { named } = accountAsked(govcast);
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
      params: z.object({ account: z.string() }),
      answer: accountDetail,
      handle: ({ params }) => readAccount(govcast, named(params.account)),
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
