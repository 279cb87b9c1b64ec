import { expect, test } from 'vitest';
import { type ConcernChanges, concernChanges } from '../../src/notify/concern-changes.ts';
import { readSources } from '../../src/notify/read-sources.ts';
import { canonicalJson } from '../../src/store/canonical-json.ts';
import type { ConcernTable } from '../../src/store/tables/notices.ts';
import { concern, WEDNESDAY } from './telling.ts';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const many = Array.from({ length: 2001 }, (_, i) =>
  concern({ key: `k${i}`, about: `post:${i}`, since: WEDNESDAY - i }),
);

async function changesOf(standing: typeof many, rows: ConcernTable[]): Promise<ConcernChanges> {
  const { listed, cutOff } = await readSources({ sources: { test: async () => standing }, log }, WEDNESDAY);
  return concernChanges(listed, rows, WEDNESDAY, cutOff);
}

test('of too many matters the red ones and the oldest are told, one more says how many wait, and none of these ends', async () => {
  const { begun } = await changesOf([...many, concern({ key: 'red', urgency: 'red' })], []);
  const keys = begun.map((each) => each.concern.key);
  expect(keys).toHaveLength(2001);
  expect(keys.slice(0, 2)).toEqual(['red', 'k2000']);
  expect(keys).not.toContain('k0');
  expect(begun.at(-1)?.concern).toMatchObject({
    kind: 'overflow.source',
    urgency: 'red',
    fields: { source: 'test', count: '2002', told: '2000', rest: '2' },
  });
  const { key, kind, about, urgency, since, fields, to } = concern({ key: 'k0', about: 'post:0' });
  const row: ConcernTable = {
    ...{ id: 'A', key, source: 'test', kind, about, urgency, since, firstSeenAt: since, episode: 1 },
    ...{ fields: canonicalJson(fields), recipients: canonicalJson(to) },
    ...{ endedAt: null, endToldAt: null, acknowledgedBy: null, acknowledgedAt: null },
  };
  expect((await changesOf(many, [row])).ended).toEqual([]);
  expect((await changesOf(many.slice(1), [row])).ended).toEqual([row]);
});
