import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { answerReposts, repostActs } from '../../src/repost-acts.ts';
import { addRepost } from '../../src/schedule/reposts/add-repost.ts';
import { createServer } from '../../src/server/server.ts';
import { shippedConfig } from '../config/config-folder.ts';
import { by, openRepostWorld, type RepostWorld, TITLE } from '../schedule/reposts/world.ts';

let world: RepostWorld;
let app: ReturnType<typeof createServer>;
let task = '';
beforeAll(async () => {
  world = await openRepostWorld();
  const { desk } = world;
  const matter = { post: await world.post() };
  task = (await addRepost(desk, { matter, accounts: ['street-a', 'street-b'] }, by('li-na'))).task.id;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  app = createServer({
    callbacks: { ...desk, log, onReceived: () => {}, account: () => undefined },
    token: 'secret',
    answers: { reposts: () => answerReposts(desk) },
    acts: repostActs(desk, loadConfig(shippedConfig)),
    health: async () => ({ ok: true }),
  });
});
afterAll(async () => {
  await app.close();
  await world.end();
});
const headers = { authorization: 'Bearer secret' };
const confirm = (payload: object, sent: Record<string, string> = headers) =>
  app.inject({ method: 'POST', url: '/api/reposts/confirm', payload, headers: sent });

test('repost tasks are read and confirmed with the token, and with nothing else', async () => {
  const body = { task, account: 'street-a', link: world.page(TITLE), as: 'li-na' };
  expect((await confirm(body, {})).statusCode).toBe(401);
  const done = await confirm(body);
  expect([done.statusCode, done.json()]).toMatchObject([200, { state: 'carried', proof: 'page', isNew: true }]);
  expect((await confirm(body)).json()).toMatchObject({ isNew: false });
  const listed = await app.inject({ url: '/api/reposts', headers });
  expect(listed.json().reposts).toMatchObject([{ task, completion: { inTime: 1, open: 1 } }]);
});

test('what is asked wrongly is 400, what is refused 409, each with a remedy', async () => {
  const body = { task, account: 'street-b', link: world.page(TITLE), as: 'li-na' };
  const cases: [object, number][] = [
    [{}, 400],
    [{ ...body, at: 'soon' }, 400],
    [{ ...body, account: 'nobody' }, 400],
    [{ ...body, as: 'tang-xin' }, 409],
    [{ ...body, task: 'nothing' }, 409],
    [{ ...body, link: world.page('别的') }, 409],
  ];
  for (const [payload, status] of cases) {
    const answer = await confirm(payload);
    expect({ payload, status: answer.statusCode }).toEqual({ payload, status });
    expect(answer.json().error.remedy).not.toBe('');
  }
});
