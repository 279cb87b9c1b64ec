import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import type { SetupStep } from './setup.ts';

/** A step of the first run was looked at; marking it twice changes nothing. */
export function markStep(acting: Acting, actor: Actor, step: SetupStep): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('setupStep')
      .values({ step, doneAt: at, doneBy: actor.person })
      .onConflict((oc) => oc.column('step').doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n)
      await acting.record(tx, { at, actor, act: 'setup.step', object: `setup:${step}` });
  });
}
