/** Reads what has used up quotas and gaps of accounts: what went out, what is under way, what only counters know. */
import { sql } from 'kysely';
import { beijingDay, startOfDay } from '../../calendar/beijing-time.ts';
import { quotaName } from '../../channels/quota.ts';
import type { Db } from '../../store/database.ts';
import type { StandingRow, UsedMessage } from './plan-facts.ts';
import type { Tally } from './used-messages.ts';

const DAY_MS = 86_400_000;
const acts = ['publish', 'massSend', 'message'] as const;
const quotaActs = new Map(
  acts.flatMap((act) => (['day', 'month'] as const).map((period) => [quotaName(act, period), act] as const)),
);

/** Messages that went out in the running month, and in the last day before it, whoever sent them. */
export async function sentMessages(db: Db, channels: readonly string[], now: number): Promise<UsedMessage[]> {
  if (channels.length === 0) return [];
  const since = Math.min(startOfDay(`${beijingDay(now).slice(0, 7)}-01`), now - DAY_MS);
  const rows = await db
    .selectFrom('publication')
    .select(['channel', 'act', 'externalId', (eb) => eb.fn.min('publicAt').as('at')])
    .where('channel', 'in', [...channels])
    .where('publicAt', '>=', since)
    .where('publicAt', '<=', now)
    .groupBy(['channel', 'act', 'externalId'])
    .orderBy('channel')
    .orderBy('act')
    .orderBy('externalId')
    .execute();
  return rows.map(({ channel, act, at }) => ({ channel, act, at: Number(at), count: 1 }));
}

/** Deliveries that are not over, those left out that stand on the plan as they are. */
export async function openMessages(
  db: Db,
  channels: readonly string[],
  now: number,
  standing: readonly StandingRow[],
): Promise<UsedMessage[]> {
  if (channels.length === 0) return [];
  const onPlan = new Set(standing.flatMap(({ delivery, isGone }) => (delivery !== null && !isGone ? [delivery] : [])));
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'channel', 'act', 'state', 'dueAt', 'workAt'])
    .where('channel', 'in', [...channels])
    .where(sql<boolean>`state in ('planned', 'sending', 'doubtful', 'accepted', 'asking')`)
    .where('act', '<>', 'draft')
    .orderBy('id')
    .execute();
  return rows
    .filter(({ id }) => !onPlan.has(id))
    .map(({ channel, act, state, dueAt, workAt }) => {
      // One that is late goes out now, or when what it waits for is over.
      const at = state === 'planned' && dueAt < now ? Math.max(workAt ?? now, now) : dueAt;
      return { channel, act, at, count: 1 };
    });
}

/** Counters of the running month: sends by hand that the platform showed, and units held for ours. */
export async function tallies(db: Db, channels: readonly string[], now: number): Promise<Tally[]> {
  if (channels.length === 0) return [];
  const month = beijingDay(now).slice(0, 7);
  const names = [...quotaActs.keys()];
  const byHand = await db
    .selectFrom('quota')
    .select(['channel', 'quota', 'period', 'byHand'])
    .where('channel', 'in', [...channels])
    .where('quota', 'in', names)
    .where('period', '>=', month)
    .where('byHand', '>', 0)
    .execute();
  const held = await db
    .selectFrom('quotaHold')
    .select(['channel', 'quota', 'period', (eb) => eb.fn.countAll<number | string>().as('units')])
    .where('channel', 'in', [...channels])
    .where('quota', 'in', names)
    .where('period', '>=', month)
    .where('state', '=', sql.lit('held'))
    .groupBy(['channel', 'quota', 'period'])
    .execute();
  const units = new Map<string, Tally>();
  for (const row of [...byHand.map((each) => ({ ...each, units: each.byHand })), ...held]) {
    const act = quotaActs.get(row.quota);
    if (act === undefined) continue;
    const key = `${row.channel} ${row.quota} ${row.period}`;
    const { channel, period } = row;
    units.set(key, { channel, act, period, units: (units.get(key)?.units ?? 0) + Number(row.units) });
  }
  return [...units].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
}
