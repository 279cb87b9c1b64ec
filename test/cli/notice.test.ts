/** What stands, taking it, the digest and feeds, as people type it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { concern } from '../notify/telling.ts';
import { type GovcastProgram, govcastProgram } from './run-govcast.ts';

let program: GovcastProgram;
beforeAll(async () => {
  program = govcastProgram();
  expect((await program.json('notice', 'list')).json).toEqual({ concerns: [] });
  const db = openStore({ sqlite: join(program.data, 'govcast.db') });
  const { key, kind, about, urgency, fields, to } = concern();
  const now = systemClock().now();
  const stands = {
    since: now,
    firstSeenAt: now,
    episode: 1,
    endedAt: null,
    endToldAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
  };
  const told = { fields: JSON.stringify(fields), recipients: JSON.stringify(to), ...stands };
  await db
    .insertInto('concern')
    .values({ id: 'c1', key, source: 'test', kind, about, urgency, ...told })
    .execute();
  const line = { concern: 'c1', episode: 1, step: 0, person: 'li-na', way: 'console', notice: null, toldAt: now };
  await db.insertInto('noticeLine').values(line).execute();
  await db.destroy();
});
afterAll(() => program.remove());

it('a matter is listed for whom it concerns, with what to do, in Chinese for machines and in English for terminals', async () => {
  const { json } = await program.json('notice', 'list', '--as', 'li-na');
  expect(json).toMatchObject({
    concerns: [{ id: 'c1', title: '请审签《测试稿》', to: ['li-na'], acknowledgedBy: null }],
  });
  expect((await program.json('notice', 'list', '--as', 'wang-jianguo')).json).toEqual({ concerns: [] });
  expect((await program.run('notice', 'list')).stdout).toContain('Sign 测试稿');
  expect(await program.json('notice', 'list', '--as', 'nobody')).toMatchObject({
    code: 1,
    json: { error: { code: 'person-unknown' } },
  });
});

it('it is taken once, and only by somebody who was told', async () => {
  expect(await program.json('notice', 'ack', 'c1', '--as', 'zhou-ting')).toMatchObject({
    code: 1,
    json: { error: { code: 'concern-not-yours', remedy: 'Let one of them take it: li-na.' } },
  });
  expect(await program.json('notice', 'ack', 'concern:c1', '--as', 'li-na')).toMatchObject({
    code: 0,
    json: { isNew: true },
  });
  expect(await program.json('notice', 'ack', 'c1', '--as', 'li-na')).toMatchObject({ code: 0, json: { isNew: false } });
  expect(await program.json('notice', 'ack', 'c9', '--as', 'li-na')).toMatchObject({
    code: 1,
    json: { error: { code: 'concern-unknown' } },
  });
});

it('there is no digest before the first morning, and mails are sent again by administrators only', async () => {
  expect(await program.json('notice', 'digest', '--as', 'li-na')).toMatchObject({
    code: 1,
    json: { error: { code: 'no-digest' } },
  });
  expect(await program.json('notice', 'retry', '--as', 'li-na')).toMatchObject({
    code: 1,
    json: { error: { code: 'role-missing' } },
  });
  expect((await program.json('notice', 'retry', '--as', 'he-yong')).json).toEqual({ retried: 0 });
});

it('a feed is written to a file with its address, and a reset gives another', async () => {
  const out = join(program.data, '日程.ics');
  const first = await program.json('feed', 'channel:main', '--out', out);
  expect(first).toMatchObject({ code: 0, json: { feed: 'channel:sub', out } });
  expect(readFileSync(out, 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n/);
  const reset = await program.json('feed', 'reset', 'channel:sub', '--as', 'he-yong');
  expect(reset.json.url).toMatch(/\/feeds\/channel\/sub\.ics\?token=[0-9a-f]{40}$/);
  expect(reset.json.url).not.toBe(first.json.url);
  expect(await program.json('feed', 'channel:none')).toMatchObject({ code: 2 });
  expect(await program.json('feed', 'group:x')).toMatchObject({ code: 1, json: { error: { code: 'feed-unknown' } } });
});
