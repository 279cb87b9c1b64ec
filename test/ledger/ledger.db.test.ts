import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { ledgerRecorder } from '../../src/ledger/append.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

describe('the ledger', () => {
  let store: TestStore;
  const clock = testClock(Date.parse('2026-11-20T09:00:00+08:00'));
  const actor = { person: 'zhou', via: 'cli' as const, systemUser: 'root' };
  const write = (act: string, algorithm: 'sm3' | 'sha256' = 'sm3') =>
    inTransaction(store.db, (tx) =>
      ledgerRecorder(algorithm)(tx, { at: clock.now(), actor, act, object: 'post:1', after: { state: act } }),
    );

  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.close());

  it('verifies an empty chain', async () => {
    expect(await verifyLedger(store.db)).toEqual({ entries: 0, head: '', ok: true, firstBroken: null });
  });

  it('chains entries of either hash and numbers them without a gap', async () => {
    await write('a');
    await write('b', 'sha256');
    const verdict = await verifyLedger(store.db);
    expect(verdict).toMatchObject({ entries: 2, ok: true, firstBroken: null });
    expect(verdict.head).toMatch(/^sha256:/);
  });

  it('keeps every line when twenty acts write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => write(`act-${i}`)));
    expect(await verifyLedger(store.db)).toMatchObject({ entries: 20, ok: true });
  });

  it('names the first entry that was changed afterwards', async () => {
    for (const act of ['a', 'b', 'c']) await write(act);
    await store.db.updateTable('ledgerEntry').set({ actor: 'somebody-else' }).where('seq', '=', 2).execute();
    expect(await verifyLedger(store.db)).toMatchObject({ ok: false, firstBroken: 2 });
  });

  it('notices that the last entry was taken out', async () => {
    for (const act of ['a', 'b']) await write(act);
    await store.db.deleteFrom('ledgerEntry').where('seq', '=', 2).execute();
    expect(await verifyLedger(store.db)).toMatchObject({ ok: false, firstBroken: 2 });
  });
});
