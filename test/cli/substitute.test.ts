import { afterAll, expect, it } from 'vitest';
import { govcastProgram } from './run-govcast.ts';

const program = govcastProgram();
afterAll(() => program.remove());

it('a substitute is named by the signer, listed with a state, and ended; nobody names for another', async () => {
  const name = ['substitute', 'name', 'sun-lei', 'zhou-ting', '--from', '2099-11-25', '--reason', '出差'];
  expect(await program.json(...name, '--to', '2099-11-31', '--as', 'sun-lei')).toMatchObject({ code: 2 });
  expect(await program.json(...name, '--to', '2099-11-27', '--as', 'zhou-ting')).toMatchObject({
    ...{ code: 1, json: { error: { code: 'substitute-not-yours', remedy: expect.stringContaining('sun-lei') } } },
  });
  const named = await program.json(...name, '--to', '2099-11-27', '--as', 'sun-lei');
  expect(named).toMatchObject({ code: 0, json: { absent: 'sun-lei', standIn: 'zhou-ting', endsOn: '2099-11-27' } });
  const listed = await program.json('substitute', 'list');
  expect(listed.json.substitutes).toMatchObject([{ id: named.json.id, state: 'to-come', reason: '出差' }]);
  expect((await program.json('substitute', 'end', String(named.json.id), '--as', 'sun-lei')).code).toBe(0);
  const { json } = await program.json('substitute', 'list');
  expect(json.substitutes).toMatchObject([{ state: 'ended', endedBy: 'sun-lei' }]);
});
