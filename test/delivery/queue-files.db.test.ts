import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { openChannel } from '../../src/channels/channels.ts';
import { testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { isSettled } from '../../src/delivery/is-settled.ts';
import { queueEverywhere } from '../../src/delivery/queue-everywhere.ts';
import { queueWishes } from '../../src/delivery/queue-wishes.ts';
import { AskedWrongly } from '../../src/errors.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { findPost } from '../../src/posts/post-store.ts';
import { readMarkdownFile } from '../../src/posts/read-content-folder.ts';
import { saveFile } from '../../src/posts/save-file.ts';
import { placementsOf } from '../../src/schedule/placement-store.ts';
import { planningOf } from '../../src/schedule/placing/planning.ts';
import { readPlanWording } from '../../src/schedule/planner/wording.ts';
import { configuredChannels } from '../channels/rehearsal.ts';
import { shippedConfig } from '../config/config-folder.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const NOW = Date.parse('2026-11-20T08:00:00+08:00');
const config = loadConfig(shippedConfig);
const composing = readComposing('content', config.settings.office);
const actor = { person: 'li-na', via: 'cli' as const };
let store: TestStore;
let folder: string;
let name = '';
let serial = 0;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  serial += 1;
  name = `${serial}.md`;
  folder = await mkdtemp(join(tmpdir(), 'govcast-queue-'));
  await mkdir(join(folder, 'posts'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const named = (name: string) => {
  const found = configuredChannels.find((c) => c.id === name || (name === 'main' && c.role === 'main'));
  if (found) return found;
  throw new AskedWrongly({ code: 'channel-unknown', message: name, remedy: '' });
};
const write = (title: string, head: string, body = '正文。') => {
  const text = `---\ntitle: ${title}\nkind: 办事指南\njob: 办事服务\nmarking: 主动公开\npublic_until: 长期\n${head}\n---\n\n${body}\n`;
  return writeFile(join(folder, 'posts', name), text);
};
const acting = () => testActing(store.db, testClock(NOW));
/** `govcast queue add FILE`, without the terminal. */
async function queue(asked: Partial<Parameters<typeof queueWishes>[0]> = {}) {
  const own = acting();
  const file = await readMarkdownFile(join(folder, 'posts', name));
  const wishes = queueWishes({ channels: [], ...asked }, file, named);
  const desk = {
    composing,
    fetchBytes: async () => Buffer.alloc(0),
    contentFolder: folder,
    author: 'li-na',
    isSettled,
  };
  const saved = await saveFile(own, file, desk, actor);
  const post = saved?.id ?? '';
  const deps = {
    db: store.db,
    clock: own.clock,
    tokens: { get: async () => null, put: async () => {}, drop: async () => {} },
    wording: {},
    secretOf: () => '',
    platformUrl: () => null,
  };
  const reviewing = { people: config.people, workflow: config.workflow, check: () => [] };
  const descriptorOf = (id: string) => openChannel(named(id), deps as never).descriptor;
  const planning = planningOf(
    {
      calendar: buildCalendar(config.calendarYears),
      channels: configuredChannels,
      settings: config.settings.schedule,
      wording: readPlanWording('content/wording/planner.yaml'),
    },
    (id) => descriptorOf(id).quotas,
  );
  const parts = { acting: own, planning, reviewing, descriptorOf };
  const queued = await queueEverywhere(parts, post, wishes, actor);
  const places = queued.placements.map((p) => [p.channel, isoBeijing(p.at), p.isNew, p.reason]);
  return { post, places, voided: saved?.voided, state: (await findPost(store.db, post))?.state };
}

it('a file with channels and a time is placed on each and handed in; a time between slots takes the next one and says so', async () => {
  await write('供暖一', 'channels: [main, service]\npublish_at: 2026-11-25 08:40');
  const { places, state } = await queue();
  expect(places).toEqual([
    ['sub', '2026-11-25T10:00:00+08:00', true, '稿件要求 2026-11-25 08:40，不在该渠道的时段内，排到其后第一个时段'],
    ['service', '2026-11-25T09:00:00+08:00', true, expect.stringContaining('排到其后第一个时段')],
  ]);
  expect(state).toBe('in-review');
});

it('asked twice it keeps its places, another time is refused, and a time that has passed is named by its line', async () => {
  await write('供暖二', 'channels: main\npublish_at: 2026-11-25 10:00');
  const first = await queue();
  expect((await queue()).places).toEqual(first.places.map(([on, at, , why]) => [on, at, false, why]));
  await expect(queue({ at: NOW + 3_600_000 })).rejects.toMatchObject({ code: 'placement-exists' });
  expect(await placementsOf(store.db, first.post)).toHaveLength(1);
  name = 'past.md';
  await write('供暖三', 'channels: main\npublish_at: 2026-11-19 10:00', '另一篇。');
  await expect(queue({ channels: ['service'] })).rejects.toMatchObject({
    code: 'placement-past',
    message: expect.stringMatching(/past\.md:8 publish_at/),
  });
});

it('two who ask at the same moment make one place and one review', async () => {
  await write('供暖四', 'channels: main', '四。');
  const both = await Promise.all([queue(), queue()]);
  expect(new Set(both.map((b) => b.post)).size).toBe(1);
  expect(await placementsOf(store.db, both[0]?.post ?? '')).toHaveLength(1);
  const reviews = await store.db
    .selectFrom('review')
    .selectAll()
    .where('post', '=', both[0]?.post ?? '')
    .execute();
  expect(reviews).toHaveLength(1);
});

it('signed, then edited: the signatures are void, the place stays, and asking again hands it in anew', async () => {
  await write('供暖五', 'channels: main', '五。');
  const { post, places } = await queue();
  const head = await findPost(store.db, post);
  await store.db
    .updateTable('post')
    .set({ state: 'approved', approvedHash: head?.contentHash ?? '' })
    .where('id', '=', post)
    .execute();
  await write('供暖五', 'channels: main', '五，改过。');
  const again = await queue();
  expect(again).toMatchObject({
    post,
    voided: true,
    state: 'in-review',
    places: [[...(places[0] ?? []).slice(0, 2), false, expect.any(String)]],
  });
  expect(await findPost(store.db, post)).toMatchObject({ revision: 2, approvedHash: null });
});
