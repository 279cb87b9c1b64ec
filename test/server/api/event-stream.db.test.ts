import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { openTestStore, type TestStore, testActing } from '../../store/test-store.ts';
import { openApi } from './open-api.ts';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

test('a page hears the time of the server, what was done and whether by its person, and nothing before it listened', async () => {
  const clock = systemClock();
  const acting = testActing(store.db, clock);
  const done = (act: string, person = 'li-na') =>
    inTransaction(store.db, (tx) =>
      acting.record(tx, { at: clock.now(), actor: { person, via: 'console' }, act, object: 'post:1' }),
    );
  await done('post.before');
  const { app } = openApi(store.db, clock, []);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const refused = await fetch(`${url}/api/v1/events`);
  expect(refused.status).toBe(401);

  const stream = await fetch(`${url}/api/v1/events`, { headers: { 'x-person': 'li-na editor' } });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (text: string) => {
    while (!heard.includes(text)) {
      const { value, done: ended } = await reader.read();
      if (ended) throw new Error(`the stream ended before ${text}: ${heard}`);
      heard += value;
    }
  };
  await until('event: time');
  await until('event: ready');
  await done('post.edit');
  await until('post.edit');
  await done('post.check', 'tang-xin');
  await until('post.check');
  expect(heard).toContain('"act":"post.edit","object":"post:1","own":true}');
  expect(heard).toContain('"act":"post.check","object":"post:1","own":false}');
  expect(heard).not.toContain('post.before');
  expect(heard).not.toMatch(/li-na|tang-xin/);
  await app.close();
  await reader.read().catch(() => {});
});

test('of people and their access those hear who may read the ledger; a token needs the scope', async () => {
  const clock = systemClock();
  const acting = testActing(store.db, clock);
  const { app } = openApi(store.db, clock, []);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const listen = async (headers: Record<string, string>) => {
    const { body, status, headers: told } = await fetch(`${url}/api/v1/events`, { headers });
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const until = async (text: string) => {
      while (!heard.includes(text)) {
        const { value, done: ended } = await reader.read();
        if (ended) throw new Error(`the stream ended before ${text}: ${heard}`);
        heard += value;
      }
      return heard;
    };
    return { status, told, until };
  };
  const editor = 'li-na editor';
  const refused = await listen({ 'x-person': editor, 'x-scopes': 'posts:read' });
  expect([refused.status, await refused.until('}')]).toEqual([403, expect.stringContaining('scope-missing')]);
  const listeners = {
    editor: await listen({ 'x-person': editor }),
    token: await listen({ 'x-person': 'tang-xin auditor', 'x-scopes': 'events:read' }),
    auditor: await listen({ 'x-person': 'tang-xin auditor' }),
    ledger: await listen({ 'x-person': 'tang-xin auditor', 'x-scopes': 'events:read ledger:read' }),
  };
  expect(listeners.editor.told.get('x-content-type-options')).toBe('nosniff');
  for (const { until } of Object.values(listeners)) await until('event: ready');
  for (const object of ['person:he-yong', 'token:t1', 'session:s1', 'post:last'])
    await inTransaction(store.db, (tx) =>
      acting.record(tx, { at: clock.now(), actor: { person: 'li-na', via: 'console' }, act: 'x.y', object }),
    );
  const secret = /(person|token|session):/g;
  const heard = async (who: keyof typeof listeners) => (await listeners[who].until('post:last')).match(secret) ?? [];
  expect([await heard('editor'), await heard('token')]).toEqual([[], []]);
  const all = ['person:', 'token:', 'session:'];
  expect([await heard('auditor'), await heard('ledger')]).toEqual([all, all]);
  await app.close();
});
