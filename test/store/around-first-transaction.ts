import type { Db } from '../../src/store/database.ts';

/** A database on which something else happens just before or just after the first transaction that is run by it. */
export function aroundFirstTransaction(
  db: Db,
  { before, after }: { before?: () => Promise<unknown>; after?: () => Promise<unknown> },
): Db {
  let first = true;
  return new Proxy(db, {
    get(target, key) {
      const value = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key !== 'transaction' || !first) return value.bind(target);
      first = false;
      const execute: ReturnType<Db['transaction']>['execute'] = async (work) => {
        await before?.();
        const done = await target.transaction().execute(work);
        await after?.();
        return done;
      };
      return () => ({ execute });
    },
  });
}
