import { inTransaction } from '../store/transaction.ts';
import { mayClaim, type Ticks } from './ticks.ts';
import type { DeliveryWork } from './work.ts';

/** A pause between two looks of all workers together that makes what was due in it late by our own fault. */
const DOWN_MS = 120_000;
const NOTE_EVERY_MS = 20_000;

/**
 * Notes that a worker looks, once in a while: the pause since the last look of any worker is kept when it was long, and so
 * is a leap of this machine's clock, as causes of what is late. Compares the clock with the database's. The first look
 * after a start finds the time in which the process was down.
 */
export async function noteTick(work: DeliveryWork, ticks: Ticks): Promise<void> {
  const wall = work.clock.now();
  const mono = work.clock.monotonicMs();
  const before = ticks.last;
  ticks.last = { wall, mono };
  const leapt = before === null ? 0 : wall - before.wall - (mono - before.mono);
  const jumped = Math.abs(leapt) > ticks.clockErrorMs;
  if (jumped) await noteJump(work, wall - leapt, wall);
  else if (ticks.notedAt === null || Math.abs(wall - ticks.notedAt) >= NOTE_EVERY_MS)
    await noteLook(work, wall, mayClaim(ticks));
  else return;
  ticks.notedAt = wall;
  await compare(work, ticks);
}

async function compare(work: DeliveryWork, ticks: Ticks): Promise<void> {
  if (!ticks.databaseNow) return;
  const asked = work.clock.now();
  const theirs = await ticks.databaseNow();
  const was = mayClaim(ticks);
  ticks.offMs = Math.round(theirs - (asked + work.clock.now()) / 2);
  if (mayClaim(ticks)) {
    if (!was) work.log.info('the clock agrees with the database again: deliveries go on', { offMs: ticks.offMs });
    return;
  }
  const remedy = 'Set the clocks of this machine and of the database by NTP; nothing is claimed meanwhile.';
  work.log.error('the clock is off the database: nothing is claimed', { offMs: ticks.offMs, remedy });
}

function noteJump(work: DeliveryWork, from: number, to: number): Promise<void> {
  work.log.error('the clock of this machine leapt', { ms: to - from });
  return inTransaction(work.db, async (tx) => {
    const gap = { fromAt: Math.min(from, to), toAt: Math.max(from, to), worker: work.worker };
    await tx
      .insertInto('workerGap')
      .values({ id: work.newId(), kind: 'clock-jumped', ...gap })
      .execute();
    await tx.updateTable('workerTick').set({ at: to }).where('id', '=', 1).execute();
  });
}

/**
 * Of several workers that come back at once one finds the pause: the row is changed under the moment that was read. A row
 * from the future was written by a clock that was ahead: it is set back, or it would hide every pause until then.
 * @param isRight whether this worker's clock agrees with the database, as far as it knows
 */
function noteLook(work: DeliveryWork, at: number, isRight: boolean): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const row = await tx.selectFrom('workerTick').select('at').where('id', '=', 1).forUpdate().executeTakeFirst();
    if (!row) {
      await tx
        .insertInto('workerTick')
        .values({ id: 1, at })
        .onConflict((c) => c.column('id').doNothing())
        .execute();
      return;
    }
    const isAhead = row.at > at + DOWN_MS;
    if (isAhead ? !isRight : row.at >= at) return;
    await tx.updateTable('workerTick').set({ at }).where('id', '=', 1).execute();
    if (isAhead) work.log.warn('the last look was noted by a clock that was ahead', { ms: row.at - at });
    if (!isRight || at - row.at <= DOWN_MS) return;
    const gap = { fromAt: row.at, toAt: at, worker: work.worker };
    await tx
      .insertInto('workerGap')
      .values({ id: work.newId(), kind: 'process-down', ...gap })
      .execute();
    work.log.info('no worker looked for a while', { ms: at - row.at });
  });
}
