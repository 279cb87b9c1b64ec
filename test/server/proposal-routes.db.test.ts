import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerProposals, proposalActs } from '../../src/answer-proposals.ts';
import type { ProposalHouse } from '../../src/proposal-desk.ts';
import { createServer } from '../../src/server/server.ts';
import { noPictures, proposalHouse, putPage } from '../schedule/proposals/world.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

let store: TestStore;
let house: ProposalHouse;
let app: ReturnType<typeof createServer>;
beforeAll(async () => {
  store = await openTestStore();
  house = proposalHouse(store);
  await putPage(house, 'notice');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  app = createServer({
    callbacks: { ...house.acting, log, onReceived: () => {}, account: () => undefined },
    token: 'secret',
    answers: { proposals: () => answerProposals(house) },
    acts: proposalActs(house, noPictures),
    health: async () => ({ ok: true }),
  });
});
afterAll(async () => {
  await app.close();
  await store.close();
});
const headers = { authorization: 'Bearer secret' };
const post = (url: string, payload: object, sent: Record<string, string> = headers) =>
  app.inject({ method: 'POST', url, payload, headers: sent });

test('proposals are read, taken and refused with the token, and with nothing else', async () => {
  expect((await post('/api/proposals/take', {}, {})).statusCode).toBe(401);
  const listed = await app.inject({ url: '/api/proposals', headers });
  expect(listed.json().proposals).toContainEqual(expect.objectContaining({ id: 'item:notice', channel: 'sub' }));
  const taken = await post('/api/proposals/take', { id: 'item:notice', as: 'li-na', channels: ['main'] });
  expect([taken.statusCode, taken.json()]).toMatchObject([200, { ok: true, placements: [{ channel: 'sub' }] }]);
  const refused = await post('/api/proposals/refuse', {
    id: 'season:fire-month:2026',
    as: 'li-na',
    reason: '已发',
    channels: ['service'],
  });
  expect(refused.json()).toMatchObject({ refused: ['service'] });
  const [line] = await store.db.selectFrom('ledgerEntry').select('via').where('act', '=', 'proposal.refuse').execute();
  expect(line).toEqual({ via: 'api' });
});

test('what is asked wrongly is 400, what is refused 409, each with a remedy', async () => {
  for (const [payload, status] of [
    [{ id: 'item:notice' }, 400],
    [{ id: 'item:notice', as: 'li-na', at: 'soon' }, 400],
    [{ id: 'nothing', as: 'li-na' }, 400],
    [{ id: 'item:nothing', as: 'li-na', channels: ['sub'] }, 409],
    [{ id: 'item:notice', as: 'tang-xin', channels: ['sub'] }, 409],
    [{ id: 'item:notice', as: 'nobody', channels: ['sub'] }, 409],
  ] as const) {
    const answer = await post('/api/proposals/take', payload);
    expect([payload, answer.statusCode]).toEqual([payload, status]);
    expect(answer.json().error.remedy).not.toBe('');
  }
});
