import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { Refused } from '../../errors.ts';
import type { Db } from '../../store/database.ts';
import { isUniqueViolation } from '../../store/transaction.ts';

/** How long a repeated write gets the answer of the first. */
const KEPT_MS = 24 * 60 * 60_000;

/** Rows of one statement that forgets: no lock is held for long. */
const AT_ONCE = 200;

interface KeyedCall {
  person: string;
  key: string;
  method: string;
  url: string;
  body: unknown;
}

/**
 * Runs a write once for its key: a repeat within a day gets the first answer, word for word. A write that was refused is
 * forgotten, because nothing was done; one whose end nobody saw (the process died) is never run again under its key.
 * @throws Refused when the key was used for another write, or its first call has not ended
 */
export async function idempotentCall(
  { db, clock }: { db: Db; clock: Clock },
  { person, key, method, url, body }: KeyedCall,
  run: () => Promise<{ status: number; answer: unknown }>,
): Promise<{ status: number; answer: unknown }> {
  const requestHash = createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex');
  const earlier = await begin(db, { person, key, requestHash, begunAt: clock.now() });
  if (earlier) return replay(earlier, requestHash, key);
  let done: { status: number; answer: unknown };
  try {
    done = await run();
  } catch (error) {
    await db.deleteFrom('idempotentCall').where('person', '=', person).where('key', '=', key).execute();
    throw error;
  }
  await db
    .updateTable('idempotentCall')
    .set({ status: done.status, answer: JSON.stringify(done.answer ?? null) })
    .where('person', '=', person)
    .where('key', '=', key)
    .execute();
  return done;
}

/** Forgets what is older than a day, some rows at a time. */
export async function forgetOldCalls(db: Db, now: number, stopping: () => boolean = () => false): Promise<void> {
  while (!stopping()) {
    const old = await db
      .selectFrom('idempotentCall')
      .select(['person', 'key'])
      .where('begunAt', '<', now - KEPT_MS)
      .orderBy('begunAt')
      .limit(AT_ONCE)
      .execute();
    if (old.length === 0) return;
    await db
      .deleteFrom('idempotentCall')
      .where((eb) => eb.or(old.map(({ person, key }) => eb.and([eb('person', '=', person), eb('key', '=', key)]))))
      .execute();
  }
}

/** @returns the row that was there before, or null when this call is the first */
async function begin(db: Db, row: { person: string; key: string; requestHash: string; begunAt: number }) {
  try {
    await db
      .insertInto('idempotentCall')
      .values({ ...row, status: null, answer: null })
      .execute();
    return null;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  return db
    .selectFrom('idempotentCall')
    .selectAll()
    .where('person', '=', row.person)
    .where('key', '=', row.key)
    .executeTakeFirst();
}

function replay(
  earlier: { requestHash: string; status: number | null; answer: string | null },
  requestHash: string,
  key: string,
) {
  if (earlier.requestHash !== requestHash)
    throw new Refused({
      code: 'idempotency-other',
      message: 'the key was used for another write',
      place: key,
      remedy: 'Give every write a key of its own.',
    });
  if (earlier.status === null)
    throw new Refused({
      code: 'idempotency-running',
      message: 'the first call with this key has not ended, or its end was not seen',
      place: key,
      remedy: 'Look whether it was done; if not, write again with another key.',
    });
  return { status: earlier.status, answer: JSON.parse(earlier.answer ?? 'null') as unknown };
}
