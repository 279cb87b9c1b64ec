import { afterAll, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { planDelivery } from '../../src/delivery/plan-delivery.ts';
import { openGovcast } from '../../src/govcast.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { govcastProgram } from './run-govcast.ts';

const program = govcastProgram();
afterAll(() => program.remove());

it('an answer that one delivery refuses ends with 1, and the others are answered', async () => {
  const added = await program.json(
    'queue',
    'add',
    'content/posts/示例：冬季供暖报修指南.md',
    '--at',
    '2099-03-25 09:00',
  );
  const post = String(added.json.post);
  const started = await program.json('blackout', 'start', '--reason', '演练', '--as', 'zhang-wei');
  const { id } = started.json.blackout as { id: string };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const environment = { ...readEnvironment({}), dataFolder: program.data };
  const parts = { environment, clock: systemClock(), log, sandboxUrl: null, worker: 'w', random: () => 0.5 };
  const govcast = await openGovcast(parts);
  const { acting, work } = govcast;
  const actor = { person: 'zhang-wei', via: 'cli' as const };
  // Its text is not approved: it may not be sent, whoever answers.
  const dueAt = acting.clock.now();
  const plan = { subjectKind: 'post' as const, subjectId: post, channel: 'sub', act: 'publish' as const, hash: 'x' };
  const kept = await inTransaction(acting.db, (tx) =>
    planDelivery(tx, acting, work.channel('sub').descriptor, { ...plan, dueAt }, actor),
  );
  await govcast.close();
  expect((await program.json('blackout', 'end', id, '--as', 'zhang-wei')).code).toBe(0);
  const answered = await program.json('blackout', 'answer', id, '--send', '--all', '--as', 'zhang-wei');
  expect(answered).toMatchObject({ code: 1, json: { ok: false, refused: [{ delivery: kept }], open: 1 } });
});
