/** A few accounts, their rows and the act of placing: everything real but the platforms. */
import { isoBeijing } from '../../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { robotDescriptor } from '../../../src/channels/robots/wecom-robot.ts';
import { serviceDescriptor, subscriptionDescriptor } from '../../../src/channels/wechat/wechat-descriptor.ts';
import { testClock } from '../../../src/clock.ts';
import { type ChannelConfig, channelsSchema } from '../../../src/config/channels.ts';
import { scheduleSettings } from '../../../src/config/schedule-settings.ts';
import { deliveryHooks } from '../../../src/delivery/delivery-hooks.ts';
import { movePlacement } from '../../../src/schedule/move-placement.ts';
import { placePost } from '../../../src/schedule/place-post.ts';
import type { PlaceWish } from '../../../src/schedule/placing/place-request.ts';
import { planningOf } from '../../../src/schedule/placing/planning.ts';
import { noWishes, type PostWishes } from '../../../src/schedule/placing/post-wishes.ts';
import { readPlanWording } from '../../../src/schedule/planner/wording.ts';
import { type PlanMemory, reconcilePlan } from '../../../src/schedule/reconcile-plan.ts';
import type { ReviewState } from '../../../src/store/tables/posts.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { openTestStore, type TestStore, testActing } from '../../store/test-store.ts';

/** A Friday. */
export const NOW = Date.parse('2026-11-20T08:00:00+08:00');
const calendar = buildCalendar();
const wording = readPlanWording('content/wording/planner.yaml');
export const actor = { person: 'li-na', via: 'cli' as const };

type AccountWish = Partial<Pick<ChannelConfig, 'slots' | 'quietHours' | 'minGapMinutes' | 'leadMinutes'>> & {
  kind?: 'wechat-subscription' | 'wechat-service';
  quotas?: Record<string, { period: 'day' | 'month'; limit: number }[]>;
};

/** Accounts as channels.yaml has them; the first is the main one. */
export function accountsOf(wishes: Record<string, AccountWish>): ChannelConfig[] {
  const channels = Object.entries(wishes).map(([id, { kind = 'wechat-subscription', ...wish }], i) => ({
    ...{ id, name: `账号${id}`, kind, role: i === 0 ? 'main' : 'ordinary', owner: 'li-na', section: 'news-centre' },
    ...{ office: `单位${i}`, openedOn: '2020-01-01', sandbox: true, defaultAct: 'massSend' },
    credentials: { appId: `wx000000000000000${i}`, secret: { sandbox: 'x' } },
    slots: [{ days: 'everyDay', times: ['09:00', '15:00'] }],
    ...wish,
  }));
  return channelsSchema.parse({ channels }).channels;
}

const descriptors = {
  'wechat-subscription': subscriptionDescriptor,
  'wechat-service': serviceDescriptor,
  'wecom-robot': robotDescriptor,
};

export interface PlanWorldParts {
  store?: TestStore;
  settings?: Partial<Record<'leadMinutes' | 'horizonDays', number>>;
}

export async function openPlanWorld(wishes: Record<string, AccountWish>, parts: PlanWorldParts = {}) {
  const store = parts.store ?? (await openTestStore());
  const clock = testClock(NOW);
  const acting = testActing(store.db, clock);
  let accounts = accountsOf(wishes);
  const account = (id: string) => {
    const found = accounts.find((each) => each.id === id);
    if (!found) throw new Error(`no account ${id}`);
    return found;
  };
  const descriptorOf = (id: string) => descriptors[account(id).kind];
  const planning = () =>
    planningOf(
      {
        calendar,
        channels: accounts,
        settings: scheduleSettings.parse(parts.settings ?? {}),
        wording,
      },
      (id) => descriptorOf(id).quotas,
    );
  const hooks = () => deliveryHooks(acting, descriptorOf, actor).hooks;
  const warned: unknown[] = [];
  const log = {
    warn: (_message: string, fields: Record<string, unknown> = {}) => {
      warned.push({ code: fields.code, channels: fields.channels });
    },
  };
  const placed = async () => {
    const rows = await store.db
      .selectFrom('placement')
      .select(['post', 'channel', 'act', 'at', 'pinned', 'announcedAt', 'reason', 'obstacleCode'])
      .where('cancelledAt', 'is', null)
      .orderBy('at')
      .orderBy('post')
      .execute();
    return rows;
  };

  return {
    ...store,
    clock,
    acting,
    account,
    planning,
    hooks,
    placed,
    descriptorOf,
    /** Other settings, as after a change of channels.yaml and a start. */
    configure: (other: Record<string, AccountWish>) => {
      accounts = accountsOf(other);
    },
    addPost: async (id: string, state: ReviewState = 'in-review') => {
      const now = clock.now();
      const approvedHash = state === 'approved' ? `hash-${id}` : null;
      const row = {
        id,
        title: `稿件${id}`,
        kind: 'news',
        subjectKind: 'file' as const,
        subjectId: id,
        author: 'li-na',
      };
      const text = { state, revision: 1, contentHash: `hash-${id}`, approvedHash, createdAt: now, updatedAt: now };
      await store.db
        .insertInto('post')
        .values({ ...row, ...text })
        .execute();
    },
    /** Approves a post and makes its deliveries, as the last signature does. */
    approve: async (id: string) => {
      const hash = `hash-${id}`;
      await inTransaction(store.db, async (tx) => {
        await tx.updateTable('post').set({ state: 'approved', approvedHash: hash }).where('id', '=', id).execute();
        const places = await tx.selectFrom('placement').select('channel').where('post', '=', id).execute();
        for (const { channel } of places) await hooks().deliver(tx, id, channel);
      });
    },
    place: (post: string, on: Record<string, Omit<PlaceWish, 'channel'>>, wishes?: Partial<PostWishes>) =>
      placePost(
        acting,
        planning(),
        {
          post,
          on: Object.entries(on).map(([id, wish]) => ({ channel: account(id), ...wish })),
          ...(wishes ? { wishes: { ...noWishes, ...wishes } } : {}),
        },
        actor,
        hooks(),
      ),
    move: (post: string, channel: string, at: string) =>
      movePlacement(acting, planning(), { post, channel, at: Date.parse(at) }, actor, hooks()),
    /** What the plan loop logged: code and channels. */
    warned,
    look: (memory?: PlanMemory) => reconcilePlan(acting, planning(), hooks(), log, memory),
    /** `channel at`, by post. */
    plan: async () => {
      const rows = await placed();
      return Object.fromEntries(
        rows.map((p) => [`${p.post} ${p.channel}`, p.obstacleCode ?? isoBeijing(p.at).slice(5, 16)]),
      );
    },
    blackout: async (from: string, to: string | null, channels: string[] | null = null) => {
      const id = acting.newId();
      const named = channels && JSON.stringify(channels);
      await store.db
        .insertInto('blackout')
        .values({
          ...{ id, kind: 'other', reason: '演练', channels: named, includesInternal: 0 },
          ...{ fromAt: Date.parse(from), toAt: to === null ? null : Date.parse(to), startedBy: 'li-na' },
          ...{ startedAt: clock.now(), endedBy: null, endedAt: null },
        })
        .execute();
      return id;
    },
    ledger: async (act: string) =>
      (await store.db.selectFrom('ledgerEntry').select(['object', 'after']).where('act', '=', act).execute()).map(
        ({ object, after }) => ({ object, ...JSON.parse(after ?? '{}') }),
      ),
  };
}

export type PlanWorld = Awaited<ReturnType<typeof openPlanWorld>>;
