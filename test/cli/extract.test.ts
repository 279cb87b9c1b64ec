import { afterAll, beforeAll, expect, test } from 'vitest';
import { articlePage, type LocalPortal, localPortal } from '../portal/local-portal.ts';
import { type GovcastProgram, govcastProgram } from './run-govcast.ts';

let program: GovcastProgram;
let local: LocalPortal;
beforeAll(async () => {
  program = govcastProgram();
  local = await localPortal();
});
afterAll(async () => {
  program.remove();
  await local.close();
});

test('a page is read by its address, in a name with a contact, and on the own machine too', async () => {
  let agent = '';
  local.put('/t1.html', (request, response) => {
    agent = request.headers['user-agent'] ?? '';
    response.end(articlePage('示例市加装电梯办法'));
  });
  const { code, json } = await program.json('extract', `${local.base}t1.html`);
  expect([code, json.title]).toEqual([0, '示例市加装电梯办法']);
  expect(agent).toMatch(/@|https?:/);
});
