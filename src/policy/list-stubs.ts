import type { Db } from '../store/database.ts';
import { openStubs } from './stub-store.ts';

/** One line of `govcast policy stubs`. */
export interface ListedStub {
  id: string;
  title: string;
  number: string | null;
  issuer: string | null;
  level: string | null;
  /** How many interpretations here explain it. */
  interpretations: number;
}

/** The policies of a higher level that no portal here has, the newest first. */
export async function listStubs(db: Db, limit = 500): Promise<{ stubs: ListedStub[] }> {
  const stubs = await openStubs(db, limit);
  const ids = stubs.map(({ id }) => id);
  const counted = await db
    .selectFrom('pair')
    .select((e) => ['policy', e.fn.countAll<number | string>().as('pairs')])
    .where('policy', 'in', ids.length > 0 ? ids : [''])
    .where('decision', '<>', 'refused')
    .groupBy('policy')
    .execute();
  const numbers = new Map(counted.map(({ policy, pairs }) => [policy, Number(pairs)]));
  return {
    stubs: stubs.map(({ id, title, documentNumber: number, issuer, level }) => ({
      ...{ id, title, number, issuer, level },
      interpretations: numbers.get(id) ?? 0,
    })),
  };
}
