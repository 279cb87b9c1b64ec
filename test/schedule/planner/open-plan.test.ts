import { expect, test } from 'vitest';
import { isoBeijing } from '../../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { readPlanInput } from '../../../src/schedule/planner/answer-plan.ts';
import { openPlan } from '../../../src/schedule/planner/open-plan.ts';
import { type Plan, plan } from '../../../src/schedule/planner/plan.ts';
import { readPlanWording } from '../../../src/schedule/planner/wording.ts';
import { brokenRules } from './broken-rules.ts';
import { sorts } from './case-sorts.ts';
import { randomPlan, seeded } from './random-plan.ts';

const calendar = buildCalendar();
const wording = readPlanWording('content/wording/planner.yaml');

/** Moments by post and channel; null where there is none. */
function places({ placements, impossible }: Plan): Record<string, number | null> {
  return Object.fromEntries([
    ...placements.map((p) => [`${p.post} ${p.channel}`, p.at]),
    ...impossible.map((p) => [`${p.post} ${p.channel}`, null]),
  ]);
}

const announcedOf = ({ placements }: Plan, except: string) =>
  placements
    .filter(({ post }) => post !== except)
    .map(({ post, channel, at }) => ({ post, channel, at: isoBeijing(at) }));

test.each(Object.entries(sorts))('%s: each change gives what planning the whole anew gives', (_, sort) => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const file = randomPlan({ ...sort, posts: 8 }, seed);
    const next = seeded(seed + 1000);
    const later = file.posts.splice(Math.ceil(file.posts.length / 2));
    const open = openPlan(readPlanInput(file), calendar, wording);
    let before = open.plan();
    let posts = file.posts;
    const steps = [...later.map((post) => ({ post })), ...posts.slice(0, 2).map((post) => ({ gone: post.id }))];
    for (const step of steps) {
      const id = 'post' in step ? step.post.id : step.gone;
      if ('post' in step) posts = [...posts, step.post];
      else posts = posts.filter((post) => post.id !== id);
      const changed = { ...file, posts };
      const input = readPlanInput({ ...changed, announced: announcedOf(before, id) });
      const whole = plan(input, calendar, wording);
      const added = readPlanInput(changed).posts.find((post) => post.id === id);
      if (added) open.put(added);
      else open.remove(id);
      const now = open.plan();
      expect({ seed, id, ...places(now) }).toEqual({ seed, id, ...places(whole) });
      expect(brokenRules(input, now)).toEqual([]);
      before = now;
      if (next() < 0.2) break;
    }
  }
});

test('a post that is put in again in another form gives its old places back', () => {
  const file = randomPlan({ ...sorts['one lane, one post a message']!, posts: 1 }, 3);
  const input = readPlanInput(file);
  const open = openPlan(input, calendar, wording);
  const [post] = input.posts;
  const before = open.plan().placements;
  expect(before).toHaveLength(1);
  const told = open.put({ ...post!, title: '换了标题' });
  expect(told.placements).toMatchObject([{ post: post!.id, at: before[0]!.at }]);
  expect(open.remove(post!.id)).toEqual({ placements: [], impossible: [] });
  expect(open.plan()).toEqual({ placements: [], impossible: [] });
});
