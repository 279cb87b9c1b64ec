import { type CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { dueWishesQuery } from '../../src/policy/compose-wish-store.ts';
import { unbundledQuery } from '../../src/policy/follower-store.ts';
import { bundlesQuery } from '../../src/policy/list-bundles.ts';
import { listOwed } from '../../src/policy/list-owed.ts';
import { NEVER, type OwedCursor, type OwedFilter, owedRowsQuery } from '../../src/policy/owed-store.ts';
import { readOwedWording } from '../../src/policy/owed-wording.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';
import { office } from './office.ts';

const wording = readOwedWording('content');
const BUNDLES = 3000;
const postgres = process.env.TEST_STORE === 'postgres';

describe('looks on a repeated path over many bundles', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
    await fill(store);
  });
  afterAll(() => store.close());

  async function planOf(query: CompiledQuery): Promise<string[]> {
    const explained = { ...query, sql: `${postgres ? 'explain' : 'explain query plan'} ${query.sql}` };
    const { rows } = await store.db.executeQuery<Record<string, unknown>>(explained);
    return rows.map((row) => String(row.detail ?? Object.values(row)[0]));
  }

  /** The lines of the plan that read a whole table. */
  async function scans(query: CompiledQuery): Promise<string[]> {
    return (await planOf(query)).filter((line) =>
      (postgres ? /Seq Scan on (?!bundle b)/ : /^SCAN (?!.*USING (?:COVERING )?INDEX)/).test(line),
    );
  }

  it('what waits to be composed is a range of an index, however many bundles there are', async () => {
    expect(await scans(dueWishesQuery(store.db, 5, 200).compile())).toEqual([]);
    expect((await dueWishesQuery(store.db, 5, 200).execute()).map(({ subjectId }) => subjectId)).toEqual(['b7']);
  });

  it('what linking has changed is a partial index that holds nothing else', async () => {
    expect(await scans(unbundledQuery(store.db, '', 100).compile())).toEqual([]);
    expect((await unbundledQuery(store.db, '', 100).execute()).map(({ item }) => item)).toEqual(['p9']);
  });

  it('the day’s list of a section, and of a person, reads what is owed and no bundle besides', async () => {
    for (const filter of [{ sections: ['s3'] }, { person: 'sun', sections: ['s3'] }, { bundle: 'b7' }]) {
      expect(await scans(owedRowsQuery(store.db, '2026-11-20', filter, 500).compile()), JSON.stringify(filter)).toEqual(
        [],
      );
    }
    expect(await owedRowsQuery(store.db, '2026-11-20', { sections: ['s3'] }, 500).execute()).toHaveLength(3);
  });

  it('the day’s list is read in the order of an index, page after page, to its end', async () => {
    const after = { dueOn: NEVER, bundle: 'b5', what: 'plan', ref: '' };
    const filters: OwedFilter[] = [{}, { sections: ['s3'] }];
    for (const filter of filters) {
      for (const from of [null, after]) {
        const query = owedRowsQuery(store.db, '2026-11-20', filter, 100, from).compile();
        expect(await scans(query)).toEqual([]);
        // PostgreSQL sorts the three rows of a section as soon as it has read them.
        if (postgres && filter.sections) continue;
        expect((await planOf(query)).filter((line) => /TEMP B-TREE|\bSort\b/.test(line))).toEqual([]);
      }
    }
    const desk = { ...office, calendar: buildCalendar() };
    const seen: string[] = [];
    let from: OwedCursor | null = null;
    do {
      const page = await listOwed(store.db, desk, wording, { on: '2026-11-20', after: from, limit: 700 });
      seen.push(...page.owed.map(({ bundle }) => bundle));
      from = page.next;
    } while (from !== null);
    expect(seen).toHaveLength(BUNDLES);
    expect(new Set(seen).size).toBe(BUNDLES);
  });

  it('the list of bundles by what is due first is read in the order of an index, page after page', async () => {
    expect(await scans(bundlesQuery(store.db, 100, null).compile())).toEqual([]);
    const [first, second] = await bundlesQuery(store.db, 2, null).execute();
    expect([first?.id, second?.id]).toEqual(['b7', 'b0']);
    const next = await bundlesQuery(store.db, 1, { nextDueOn: first?.nextDueOn ?? '', bundle: 'b7' }).execute();
    expect(next.map(({ id }) => id)).toEqual(['b0']);
  });
});

async function fill({ db }: TestStore): Promise<void> {
  const ids = Array.from({ length: BUNDLES }, (_, i) => i);
  const blank = {
    title: '',
    documentNumber: null,
    publishedOn: null,
    dueOn: null,
    provisional: 0,
    createdAt: 1,
    updatedAt: 1,
  };
  await inTransaction(db, async (tx) => {
    for (let from = 0; from < BUNDLES; from += 500) {
      const page = ids.slice(from, from + 500);
      await tx
        .insertInto('bundle')
        .values(
          page.map((i) => ({
            ...blank,
            id: `b${i}`,
            policy: `p${i}`,
            nextDueOn: i === 7 ? '2026-11-25' : '9999-12-31',
          })),
        )
        .execute();
      const seen = {
        revision: 1,
        contentHash: '',
        title: '',
        publishedAt: null,
        firstSeenAt: 1,
        lastSeenAt: 1,
        withdrawnAt: null,
      };
      const place = { url: '', source: 'policies', secondaryKey: null, documentNumber: null };
      await tx
        .insertInto('item')
        .values(page.map((i) => ({ ...seen, ...place, id: `p${i}`, urlKey: `p${i}` })))
        .execute();
      const facts = { role: 'policy' as const, coreTitle: '', documentNumber: null, facts: '{}', fetchedAt: 1, at: 1 };
      await tx
        .insertInto('linkEntry')
        .values(page.map((i) => ({ ...facts, item: `p${i}`, revision: 1, bundledRevision: i === 9 ? 0 : 1 })))
        .execute();
      const owed = {
        what: 'plan',
        ref: '',
        level: 'must' as const,
        person: null,
        dueOn: NEVER,
        provisional: 0,
        rule: 'I-04',
        subject: '',
      };
      await tx
        .insertInto('bundleOwed')
        .values(page.map((i) => ({ ...owed, bundle: `b${i}`, section: `s${i % 1000}`, fromOn: '2026-11-20' })))
        .execute();
      await tx
        .insertInto('composeWish')
        .values(
          page.map((i) => ({ subjectKind: 'bundle' as const, subjectId: `b${i}`, mark: 'm', tryAt: i === 7 ? 5 : 9 })),
        )
        .execute();
    }
  });
  await sql`analyze`.execute(db);
}
