import { isoBeijing } from '../calendar/beijing-time.ts';
import { channelStates } from '../channels/channel-state-store.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { Concern, Recipient } from '../notify/concern.ts';
import { blackoutKinds } from '../schedule/blackout/blackout.ts';
import { openBlackouts } from '../schedule/blackout/blackout-store.ts';
import type { Db } from '../store/database.ts';
import { findLate } from './delivery-store.ts';

const DAY_MS = 86_400_000;
const LIMIT = 500;

export interface DeliveryConcernParts {
  channels: readonly Pick<ChannelConfig, 'id' | 'name' | 'owner'>[];
  /** `schedule.blackoutReminderDays`. */
  reminderDays: number;
}

/**
 * What stands of deliveries: questions that wait for an answer, accounts that are paused, black-outs that have been open
 * for long, what one kept back and nobody answers, and what goes out late.
 */
export async function deliveryConcerns(
  db: Db,
  { channels, reminderDays }: DeliveryConcernParts,
  now: number,
): Promise<Concern[]> {
  const byId = new Map(channels.map((each) => [each.id, each]));
  const nameOf = (id: string) => byId.get(id)?.name ?? id;
  const ownerOf = (id: string): Recipient => {
    const owner = byId.get(id)?.owner;
    return owner === undefined ? { role: 'section-head' } : { person: owner };
  };
  return [
    ...(await questions(db, nameOf, now)),
    ...(await unanswered(db, reminderDays, now)),
    ...(await paused(db, nameOf, ownerOf)),
    ...(await standing(db, nameOf, reminderDays, now)),
    ...(await late(db, nameOf, now)),
  ];
}

/**
 * To the drafter of the post. Those after a black-out come together, by the black-out; what is published by hand is a
 * matter from a day before it is due, however early people may take it. Doubts come first: they say that something may be out.
 */
async function questions(db: Db, nameOf: (id: string) => string, now: number): Promise<Concern[]> {
  const rows = await db
    .selectFrom('question')
    .innerJoin('delivery', 'delivery.id', 'question.delivery')
    .leftJoin('post', 'post.id', 'delivery.subjectId')
    .select(['question.id', 'question.kind', 'question.remedy', 'question.openedAt'])
    .select(['delivery.id as delivery', 'delivery.channel', 'post.title', 'post.author'])
    .where('question.answeredAt', 'is', null)
    .where('question.kind', '<>', 'blackout')
    .where((eb) => eb.or([eb('question.kind', '<>', 'hand-off'), eb('delivery.dueAt', '<=', now + DAY_MS)]))
    .orderBy((eb) => eb.case().when('question.kind', '=', 'doubt').then(0).else(1).end())
    .orderBy('question.openedAt')
    .limit(LIMIT)
    .execute();
  return rows.map((row) => ({
    key: `delivery.asking:${row.id}`,
    ...{ kind: 'delivery.asking', about: `delivery:${row.delivery}`, since: row.openedAt, urgency: 'normal' },
    to: [row.author === null ? { role: 'section-head' } : { person: row.author }],
    fields: {
      ...{ title: row.title ?? '', channel: nameOf(row.channel), delivery: row.delivery, question: row.remedy },
      since: short(row.openedAt),
    },
  }));
}

/** One a black-out, red once they have waited for days. */
async function unanswered(db: Db, reminderDays: number, now: number): Promise<Concern[]> {
  const rows = await db
    .selectFrom('question')
    .select((eb) => ['seen', eb.fn.countAll<number>().as('count'), eb.fn.min('openedAt').as('since')])
    .where('kind', '=', 'blackout')
    .where('answeredAt', 'is', null)
    .groupBy('seen')
    .execute();
  return rows.map(({ seen, count, since }) => {
    const id = seen.slice('blackout:'.length);
    const forDays = now - Number(since) > reminderDays * DAY_MS;
    return {
      key: `blackout.unanswered:${id}${forDays ? ':days' : ''}`,
      ...{ kind: 'blackout.unanswered', about: `blackout:${id}`, since: Number(since) },
      urgency: forDays ? ('red' as const) : ('normal' as const),
      to: forDays ? [{ role: 'leader' }, { role: 'section-head' }] : [{ role: 'section-head' }],
      fields: { blackout: id, count: String(count), since: short(Number(since)) },
    };
  });
}

async function paused(db: Db, nameOf: (id: string) => string, ownerOf: (id: string) => Recipient): Promise<Concern[]> {
  const rows = await channelStates(db);
  return rows.flatMap(({ channel, pausedAt, pausedReason, pausedBy }) => {
    if (pausedAt === null) return [];
    const fields = { channel: nameOf(channel), id: channel, reason: pausedReason ?? '', by: pausedBy ?? '' };
    return [
      {
        key: `channel.paused:${channel}:${pausedAt}`,
        ...{ kind: 'channel.paused', about: `channel:${channel}`, since: pausedAt, urgency: 'normal' as const },
        to: [ownerOf(channel)],
        fields: { ...fields, since: short(pausedAt) },
      },
    ];
  });
}

/** A black-out that somebody may have forgotten. */
async function standing(db: Db, nameOf: (id: string) => string, reminderDays: number, now: number): Promise<Concern[]> {
  const open = await openBlackouts(db, now);
  return open
    .filter(({ fromAt }) => now - fromAt > reminderDays * DAY_MS)
    .map(({ id, kind, reason, channels, fromAt, startedBy }) => ({
      key: `blackout.open:${id}`,
      ...{ kind: 'blackout.open', about: `blackout:${id}`, since: fromAt + reminderDays * DAY_MS, urgency: 'normal' },
      to: [{ person: startedBy }, { role: 'section-head' }],
      fields: {
        ...{ blackout: id, kind: blackoutKinds[kind], reason, since: short(fromAt) },
        channels: channels === null ? '全部账号' : channels.map(nameOf).join('、'),
      },
    }));
}

/** One an account: what waits for its turn after a stop. */
async function late(db: Db, nameOf: (id: string) => string, now: number): Promise<Concern[]> {
  const found = new Map<string, { count: number; since: number }>();
  for (const { channel, dueAt } of await findLate(db, now)) {
    const before = found.get(channel) ?? { count: 0, since: dueAt };
    found.set(channel, { count: before.count + 1, since: Math.min(before.since, dueAt) });
  }
  return [...found].map(([channel, { count, since }]) => ({
    key: `delivery.late:${channel}:${isoBeijing(since).slice(0, 10)}`,
    ...{ kind: 'delivery.late', about: `channel:${channel}`, since, urgency: 'normal', to: [{ role: 'section-head' }] },
    fields: { channel: nameOf(channel), id: channel, count: String(count), since: short(since) },
  }));
}

function short(at: number): string {
  return isoBeijing(at).slice(5, 16).replace('T', ' ');
}
