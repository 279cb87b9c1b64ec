/** Reads what a plan is decided on: what stands from now on, never the history. */
import { sql } from 'kysely';
import { beijingDay, startOfDay } from '../../calendar/beijing-time.ts';
import { lifeCycles } from '../../channels/life-cycle-store.ts';
import { embargoesOf } from '../../posts/release-store.ts';
import type { Db } from '../../store/database.ts';
import { covers } from '../blackout/blackout.ts';
import { blackoutsBetween } from '../blackout/blackout-store.ts';
import type { Blackout } from '../planner/plan-input.ts';
import { coupledChannels, elsewhereOf } from './coupled-store.ts';
import type { Asked, PlanFacts, Standing, StandingRow } from './plan-facts.ts';
import type { Planning } from './planning.ts';
import { wishesOf } from './post-wishes.ts';
import { usedMessages } from './used-messages.ts';
import { openMessages, sentMessages, tallies } from './used-store.ts';

/** The planner looks so far ahead at most. */
const MOST_MS = 400 * 86_400_000;

/**
 * Everything that stands on some channels and on those coupled to them, as of `now` (ms UTC). Reads by index what is not
 * over; of what is out only the running month, for its quotas.
 */
export async function readPlanFacts(
  db: Db,
  { accounts }: Pick<Planning, 'accounts'>,
  channels: readonly string[],
  asked: Asked | null,
  now: number,
): Promise<PlanFacts> {
  const all = await coupledChannels(db, channels, asked, now);
  const rows = await standingRows(db, all, now);
  const places = rows.map((row) => row.standing);
  const posts = [...new Set([...places.map(({ post }) => post), ...(asked ? [asked.post] : [])])];
  const embargoes = await embargoesOf(db, posts, now);
  const wishes = await wishesOf(db, posts);
  if (asked) wishes.set(asked.post, asked.wishes);
  const elsewhere = await elsewhereOf(db, wishes, places);
  const named = [...new Set([...posts, ...elsewhere.map(({ post }) => post)])];
  const out = [...(await sentMessages(db, all, now)), ...(await openMessages(db, all, now, rows))];
  return {
    now,
    channels: all,
    standing: await freedByEmbargo(
      db,
      rows.filter(({ isGone }) => !isGone),
      embargoes,
    ),
    elsewhere,
    titles: await titlesOf(db, named),
    wishes,
    embargoes,
    used: usedMessages(out, await tallies(db, all, now)),
    blackouts: [...(await blackoutsFor(db, accounts, all, now)), ...(await closedFor(db, all, now))],
  };
}

/** Channels on which anything stands from now on, waits for signatures that are late, or has lost its place. */
export async function plannedChannels(db: Db, now: number): Promise<string[]> {
  const live = db.selectFrom('placement').select('placement.channel').distinct().where('cancelledAt', 'is', null);
  const ahead = await live.where('placement.at', '>=', now).execute();
  const lost = await live.where('obstacleAt', 'is not', null).execute();
  const late = await live
    .innerJoin('post', 'post.id', 'placement.post')
    .where('post.state', '=', 'in-review')
    .where('placement.at', '<', now)
    .execute();
  return [...new Set([...ahead, ...lost, ...late].map(({ channel }) => channel))].sort();
}

async function standingRows(db: Db, channels: readonly string[], now: number): Promise<StandingRow[]> {
  if (channels.length === 0) return [];
  const live = placementRows(db, channels);
  const toCome = await live.where('placement.at', '>=', now).execute();
  const without = await live.where('placement.obstacleAt', 'is not', null).where('placement.at', '<', now).execute();
  const passed = await live
    .where('placement.at', '<', now)
    .where('placement.pinned', '=', 0)
    .where('post.state', '=', 'in-review')
    .where('delivery.id', 'is', null)
    .execute();
  const byId = new Map([...toCome, ...without, ...passed].map((row) => [row.id, row]));
  const rows = [...byId.values()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  return rows.map((row) => standingOf(row, now));
}

/** Live places of posts that are not withdrawn, each with its delivery if it has one. */
function placementRows(db: Db, channels: readonly string[]) {
  return db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .leftJoin('delivery', (on) =>
      on
        .onRef('delivery.subjectId', '=', 'placement.post')
        .onRef('delivery.channel', '=', 'placement.channel')
        .on('delivery.subjectKind', '=', 'post')
        .on('delivery.occasion', '=', 1)
        .on('delivery.state', '<>', sql.lit('dropped')),
    )
    .select(['placement.id', 'placement.post', 'placement.channel', 'placement.act', 'placement.at'])
    .select(['placement.pinned', 'placement.announcedAt', 'placement.earliestAt', 'placement.latestAt'])
    .select(['placement.createdAt', 'placement.obstacleCode', 'placement.nextPossibleAt'])
    .select(['delivery.id as delivery', 'delivery.state as deliveryState', 'delivery.dueAt'])
    .where('placement.channel', 'in', [...channels])
    .where('placement.cancelledAt', 'is', null)
    .where('post.state', '<>', 'withdrawn');
}

type PlacementRow = Awaited<ReturnType<ReturnType<typeof placementRows>['execute']>>[number];

function standingOf(row: PlacementRow, now: number): StandingRow {
  const { id, post, channel, act, earliestAt, latestAt, createdAt, obstacleCode, nextPossibleAt, delivery } = row;
  const isDelivered = delivery !== null;
  const at = isDelivered && row.dueAt !== null ? row.dueAt : row.at;
  const isPassed = at < now;
  const isFixed = (isDelivered || row.announcedAt !== null) && !(isPassed && !isDelivered);
  const hold = row.pinned === 1 ? 'pinned' : isFixed && obstacleCode === null ? 'announced' : 'free';
  const isPlannedDelivery = row.deliveryState === 'planned';
  const bounds = { earliestAt, latestAt, createdAt, obstacleCode, nextPossibleAt };
  const isGone = isDelivered && (!isPlannedDelivery || isPassed);
  const standing: Standing = { id, post, channel, act, at, hold, ...bounds, isPassed, isPlannedDelivery };
  return { standing, delivery, isGone };
}

/**
 * A planned delivery whose post came under a longer embargo cannot keep its moment: unless it is pinned or has begun it is
 * placed anew after it.
 */
async function freedByEmbargo(
  db: Db,
  rows: readonly StandingRow[],
  embargoes: ReadonlyMap<string, number>,
): Promise<Standing[]> {
  const kept = rows.flatMap(({ standing: { post, at, hold, isPlannedDelivery }, delivery }) =>
    delivery !== null && isPlannedDelivery && hold === 'announced' && at < (embargoes.get(post) ?? 0) ? [delivery] : [],
  );
  if (kept.length === 0) return rows.map(({ standing }) => standing);
  const fresh = await db
    .selectFrom('delivery')
    .select('id')
    .where('id', 'in', kept)
    .where('stopWanted', '=', 0)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('attempt').select('attempt.id').whereRef('attempt.delivery', '=', 'delivery.id'))),
    )
    .execute();
  const free = new Set(fresh.map(({ id }) => id));
  return rows.map(({ standing, delivery }) =>
    delivery !== null && free.has(delivery) ? { ...standing, hold: 'free' } : standing,
  );
}

async function titlesOf(db: Db, posts: readonly string[]): Promise<Map<string, string>> {
  if (posts.length === 0) return new Map();
  const rows = await db
    .selectFrom('post')
    .select(['id', 'title'])
    .where('id', 'in', [...posts])
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}

async function blackoutsFor(
  db: Db,
  accounts: Planning['accounts'],
  channels: readonly string[],
  now: number,
): Promise<Blackout[]> {
  const found = await blackoutsBetween(db, now, now + MOST_MS);
  return found
    .filter(({ endedAt }) => endedAt === null)
    .map((each) => {
      const covered = channels.filter((channel) =>
        (accounts.get(channel)?.acts ?? []).some((act) => covers(each, { channel, act })),
      );
      // The same all day long, so that nothing seems to change while it stands.
      const to = each.toAt ?? startOfDay(beijingDay(now)) + MOST_MS;
      return { from: each.fromAt, to, channels: covered, reason: each.reason };
    });
}

/** Accounts that are or will be closed are blacked out from the first such day on (N-05). */
async function closedFor(db: Db, channels: readonly string[], now: number): Promise<Blackout[]> {
  const lives = await lifeCycles(db);
  return channels.flatMap((channel) => {
    const { closedOn = null, cancelledOn = null } = lives.get(channel) ?? {};
    const first = [closedOn, cancelledOn].filter((day) => day !== null).sort()[0];
    if (first === undefined) return [];
    const to = startOfDay(beijingDay(now)) + MOST_MS;
    return [{ from: startOfDay(first), to, channels: [channel], reason: '账号已关闭' }];
  });
}
