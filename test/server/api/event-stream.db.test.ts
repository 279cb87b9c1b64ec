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

test('a page hears the time of the server and what was done, and nothing before it listened', async () => {
  const clock = systemClock();
  const acting = testActing(store.db, clock);
  const done = (act: string) =>
    inTransaction(store.db, (tx) =>
      acting.record(tx, { at: clock.now(), actor: { person: 'li-na', via: 'console' }, act, object: 'post:1' }),
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
  expect(heard).toContain('"object":"post:1"');
  expect(heard).not.toContain('post.before');
  expect(heard).not.toContain('li-na');
  await app.close();
  await reader.read().catch(() => {});
});
