import type { Plan } from '../../../src/schedule/planner/plan.ts';
import type { PlanInput } from '../../../src/schedule/planner/plan-input.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;
const dayOf = (at: number) => Math.floor((at + OFFSET_MS) / DAY_MS);
const monthOf = (at: number) => new Date(at + OFFSET_MS).toISOString().slice(0, 7);
const minuteOf = (at: number) => ((at + OFFSET_MS) % DAY_MS) / 60_000;
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Every constraint of planner A.1 that a plan breaks, written against the text and not against the planner's code. */
export function brokenRules(input: PlanInput, plan: Plan): string[] {
  const broken: string[] = [];
  const say = (rule: string, ...what: (string | number)[]) => broken.push(`${rule}: ${what.join(' ')}`);
  const pinned = (post: string, channel: string) => input.pins.some((p) => p.post === post && p.channel === channel);
  const announced = (post: string, channel: string, at: number) =>
    input.announced.some((p) => p.post === post && p.channel === channel && p.at === at);
  const placeOf = (post: string, channel: string) =>
    plan.placements.find((p) => p.post === post && p.channel === channel);
  for (const each of plan.placements) {
    const { post: id, channel: channelId, act, at } = each;
    const post = input.posts.find((p) => p.id === id);
    const channel = input.channels.find((c) => c.id === channelId);
    const target = post?.channels.find((t) => t.channel === channelId);
    if (!post || !channel || !target) {
      say('unknown', id, channelId);
      continue;
    }
    if (pinned(id, channelId)) continue;
    const isNew = !announced(id, channelId, at);
    const lead = (channel.leadMinutes ?? input.settings.leadMinutes) * 60_000;
    if (at < input.now + (isNew ? lead : 0)) say('lead', id, channelId);
    if (at < (target.earliest ?? post.earliest ?? input.now)) say('earliest', id, channelId);
    const latest = target.latest ?? post.latest;
    if (latest !== undefined && at > latest) say('latest', id, channelId);
    if (act !== 'draft') {
      const time = new Date(at + OFFSET_MS).toISOString().slice(11, 16);
      if (isNew && !channel.slots.some((slot) => slot.times.includes(time))) say('slot', id, channelId, time);
      for (const black of [...input.blackouts, ...channel.blackouts]) {
        if ((black.channels ?? [channelId]).includes(channelId) && black.from <= at && at <= black.to)
          say('blackout', id, channelId);
      }
      for (const { from, to } of channel.quietHours) {
        const [m, a, b] = [minuteOf(at), minutes(from), minutes(to)];
        if (a <= b ? a <= m && m < b : m >= a || m < b) say('quiet', id, channelId);
      }
    }
    for (const leader of post.after) {
      if (!input.posts.find((p) => p.id === leader)?.channels.some((t) => t.channel === channelId)) continue;
      const other = placeOf(leader, channelId);
      const mayShare = other?.act === act && channel.postsPerMessage > 1;
      if (!other || other.at > at || (other.at === at && !mayShare)) say('after', id, channelId);
    }
    if (post.sameDayAs !== undefined) {
      const named = plan.placements.filter((p) => p.post === post.sameDayAs);
      const here = named.find((p) => p.channel === channelId) ?? [...named].sort((a, b) => a.at - b.at)[0];
      if (!here || dayOf(here.at) !== dayOf(at)) say('sameDay', id, channelId);
    }
  }
  for (const post of input.posts) {
    if (post.withinHours === undefined) continue;
    const moments = plan.placements.filter((p) => p.post === post.id && p.act !== 'draft').map((p) => p.at);
    if (moments.length > 0 && Math.max(...moments) - Math.min(...moments) > post.withinHours * HOUR_MS)
      say('withinHours', post.id);
    const failed = plan.impossible.some((p) => p.post === post.id && p.code === 'withinHours');
    if (failed && moments.length > 0) say('allOrNothing', post.id);
  }
  for (const channel of input.channels) {
    for (const act of ['publish', 'massSend', 'message'] as const) {
      const mine = plan.placements.filter((p) => p.channel === channel.id && p.act === act);
      const moments = [...new Set(mine.map((p) => p.at))];
      const free = moments.filter((at) => !mine.some((p) => p.at === at && pinned(p.post, channel.id)));
      for (const at of free) {
        if (mine.filter((p) => p.at === at).length > channel.postsPerMessage) say('full', channel.id);
      }
      const out = channel.used.filter((u) => u.act === act).flatMap((u) => Array<number>(u.count).fill(u.at));
      const all = [...moments, ...out];
      const { perDay = 1e9, perMonth = 1e9 } = channel.quotas[act] ?? {};
      for (const at of free) {
        if (all.filter((m) => dayOf(m) === dayOf(at)).length > perDay) say('perDay', channel.id);
        if (all.filter((m) => monthOf(m) === monthOf(at)).length > perMonth) say('perMonth', channel.id);
        if (all.some((m) => m !== at && Math.abs(m - at) < channel.minGapMinutes * 60_000)) say('gap', channel.id);
        if (out.includes(at)) say('usedMoment', channel.id);
      }
    }
  }
  const told = plan.placements.length + plan.impossible.length;
  const asked = input.posts.reduce((sum, post) => sum + post.channels.length, 0);
  if (told !== asked) say('told', told, 'of', asked);
  return broken;
}
