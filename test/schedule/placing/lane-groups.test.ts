import { expect, it } from 'vitest';
import { laneGroups } from '../../../src/schedule/placing/lane-groups.ts';
import type { PlanFacts, Standing } from '../../../src/schedule/placing/plan-facts.ts';
import { noWishes } from '../../../src/schedule/placing/post-wishes.ts';

const rest = { earliestAt: null, latestAt: null, createdAt: 0, obstacleCode: null, nextPossibleAt: null };
const standing = (post: string, channel: string, hold: Standing['hold'] = 'free'): Standing => ({
  ...{ id: `${post} ${channel}`, post, channel, act: 'publish', at: 10, hold },
  ...{ ...rest, isPassed: false, isPlannedDelivery: false },
});
const factsOf = (places: Standing[], channels: string[], wishes: PlanFacts['wishes'] = new Map()): PlanFacts => ({
  ...{ now: 0, channels, standing: places, elsewhere: [], wishes, embargoes: new Map() },
  titles: new Map(places.map(({ post }) => [post, post])),
  used: channels.map((channel) => ({ channel, act: 'publish' as const, at: 0, count: 1 })),
  blackouts: [{ from: 0, to: 1, channels: ['b'], reason: '演练' }],
});

it('a group has what is its own, in the order of placing, and of others only where coupled posts stand', () => {
  const places = [standing('2', 'b'), standing('1', 'a'), standing('1', 'b'), standing('1', 'c', 'pinned')];
  const wishes = new Map([['1', { ...noWishes, withinHours: 2 }]]);
  const groups = laneGroups(factsOf(places, ['a', 'b', 'c'], wishes));
  expect(groups.map(({ channels }) => channels)).toEqual([['a', 'b'], ['c']]);
  expect(groups[0]).toMatchObject({
    standing: places.slice(0, 3),
    elsewhere: [{ post: '1', channel: 'c', act: 'publish', at: 10 }],
    used: [{ channel: 'a' }, { channel: 'b' }],
    blackouts: [{ channels: ['b'] }],
  });
  expect([...(groups[0]?.titles.keys() ?? [])]).toEqual(['2', '1']);
  expect(groups[1]?.elsewhere.map(({ channel }) => channel)).toEqual(['a', 'b']);
  expect(groups[1]?.blackouts).toEqual([]);
});

it('no group looks through the places of the others', () => {
  const channels = Array.from({ length: 100 }, (_, i) => `c${i}`);
  let looks = 0;
  const places = channels.map((channel, i) => ({
    ...standing(`p${i}`, channel),
    get channel() {
      looks += 1;
      return channel;
    },
  }));
  expect(laneGroups(factsOf(places, channels))).toHaveLength(100);
  expect(looks).toBeLessThan(1000);
});
