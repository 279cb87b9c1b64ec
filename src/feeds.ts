/** Calendar feeds: what stands on an account, and what one person has to keep an eye on. Reads only. */
import { credentialOf } from './access/credential-store.ts';
import { hasRoles } from './access/has-roles.ts';
import { beijingDay, plusDays } from './calendar/beijing-time.ts';
import { personOf } from './config/acting-person.ts';
import type { ChannelConfig } from './config/channels.ts';
import { placementEvents } from './delivery/placement-events.ts';
import { GovcastError, Refused } from './errors.ts';
import type { Govcast } from './govcast.ts';
import { dueRequests } from './inbox/request-store.ts';
import { openTasksUntil } from './ledger/task-store.ts';
import { calendarFeed, type FeedEvent } from './notify/calendar-feed.ts';
import { opensFeed } from './notify/feed-token.ts';
import { channelClocks } from './schedule/channel-clocks.ts';
import { clockedChannels } from './schedule/clocked-channels.ts';
import { installationSecret } from './server/api-token.ts';

const AHEAD_DAYS = 400;
const MOST = 1000;
const HOUR_MS = 3_600_000;

/** Whose feed it is, and who may make its address invalid. */
export interface NamedFeed {
  /** `channel:sub`, `person:li-na`. */
  feed: string;
  kind: 'channel' | 'person';
  id: string;
  owner: string;
}

/** @throws Refused for a feed that there is not, naming what there is */
export function namedFeed(govcast: Pick<Govcast, 'config' | 'channelConfig'>, feed: string): NamedFeed {
  const [kind, name = ''] = feed.split(':');
  if (kind === 'channel') {
    const { id, owner } = govcast.channelConfig(name);
    return { feed: `channel:${id}`, kind, id, owner };
  }
  if (kind === 'person') {
    const { id } = personOf(govcast.config.people, name);
    return { feed: `person:${id}`, kind, id, owner: id };
  }
  const remedy = 'Write channel:ID or person:ID.';
  throw new Refused({ code: 'feed-unknown', message: `there is no feed ${feed}`, place: feed, remedy });
}

/** The secret that every feed's address is made with. */
export function feedSecret({ environment }: Pick<Govcast, 'environment'>): string {
  return installationSecret(environment.dataFolder, 'feed-secret');
}

/** The feed as text, or null for a wrong token, a feed that there is not, or one of somebody who may come in no more: all look the same from outside. */
export async function openFeed(govcast: Govcast, feed: string, token: string): Promise<string | null> {
  const { db } = govcast.acting;
  if (!(await opensFeed(db, feedSecret(govcast), feed, token))) return null;
  try {
    const named = namedFeed(govcast, feed);
    if (named.kind === 'person' && (await isOut(govcast, named.id))) return null;
    return await feedText(govcast, named);
  } catch (error) {
    if (error instanceof GovcastError) return null; // An account or a person who has gone.
    throw error;
  }
}

/** Whose account was closed, or who holds no role (any more): what he subscribed to before shows him nothing. */
async function isOut({ acting, config }: Govcast, person: string): Promise<boolean> {
  if (!hasRoles(config, person)) return true;
  return ((await credentialOf(acting.db, person))?.endedAt ?? null) !== null;
}

export async function feedText(govcast: Govcast, { kind, id }: NamedFeed): Promise<string> {
  const { channels, people } = govcast.config;
  const now = govcast.clock.now();
  if (kind === 'channel') {
    const channel = govcast.channelConfig(id);
    return calendarFeed(channel.name, await channelEvents(govcast, [channel], now));
  }
  const person = personOf(people, id);
  const sections = people.sections.filter((s) => s.liaison === id).map((s) => s.id);
  const own = channels.filter((c) => c.owner === id);
  const events = [
    ...(await channelEvents(govcast, own, now)),
    ...(await requestEvents(govcast, id, sections, now)),
    ...(await taskEvents(govcast, sections, now)),
  ];
  return calendarFeed(`${person.name}的日程`, events);
}

async function channelEvents(govcast: Govcast, channels: readonly ChannelConfig[], now: number): Promise<FeedEvent[]> {
  const { acting, calendar, config } = govcast;
  const clocked = await clockedChannels(acting.db, [...channels]);
  const events = await placementEvents(acting.db, channels, now);
  for (const channel of clocked) {
    const { clocks } = await channelClocks(acting.db, calendar, config.cadence, channel, now);
    const name = channels.find((c) => c.id === channel.id)?.name ?? channel.id;
    for (const { rule, dueAt } of clocks) {
      if (dueAt === null) continue;
      const day = beijingDay(dueAt);
      const binding = config.cadence.rules.find((each) => each.rule.id === rule);
      const what = binding?.name ?? rule;
      events.push({
        ...dueEvent(`clock-${channel.id}-${rule}`, day, now),
        title: `【${name}】更新时限到期：${what}`,
        text: `${name} 最迟 ${day} 要更新一次（${what}）。`,
      });
    }
  }
  return events;
}

/** Requests in this person's hands, and those of the sections whose liaison officer this is. */
async function requestEvents({ acting, config }: Govcast, person: string, sections: readonly string[], now: number) {
  const rows = await dueRequests(acting.db, plusDays(beijingDay(now), AHEAD_DAYS), MOST);
  return rows
    .filter((row) => (row.assignee === null ? sections.includes(row.section) : row.assignee === person))
    .map((row): FeedEvent => {
      const day = row.movedDueOn ?? row.dueOn;
      const kind = config.routing.kinds.find((k) => k.id === row.kind)?.name ?? row.kind;
      const event = dueEvent(`request-${row.id}`, day, now);
      return { ...event, title: `${kind}答复到期`, text: `govcast inbox show ${row.id}` };
    });
}

async function taskEvents({ acting }: Govcast, sections: readonly string[], now: number): Promise<FeedEvent[]> {
  const tasks = await openTasksUntil(acting.db, plusDays(beijingDay(now), AHEAD_DAYS));
  return tasks
    .filter((task) => sections.includes(task.leadSection))
    .map((task) => ({
      ...dueEvent(`task-${task.id}`, task.dueOn, now),
      title: `任务到期：${task.title}`,
      text: `${task.plan} ${task.number}`,
    }));
}

/**
 * A due day fills its day. It is worked out anew at every look and no row says when it moved last, earlier or later, so
 * its number grows with the clock, once an hour: a calendar that knows an older day takes the new one.
 */
function dueEvent(uid: string, day: string, now: number): Omit<FeedEvent, 'title' | 'text'> {
  const modifiedAt = Math.floor(now / HOUR_MS) * HOUR_MS;
  return { uid, when: { day }, status: 'CONFIRMED', sequence: modifiedAt / 60_000, modifiedAt };
}
