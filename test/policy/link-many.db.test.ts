import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { readLinkFacts } from '../../src/policy/link-facts.ts';
import type { LinkItem } from '../../src/policy/link-item.ts';
import { linkItem } from '../../src/policy/link-items.ts';
import { linkKeys } from '../../src/policy/link-keys.ts';
import { listPairs } from '../../src/policy/list-pairs.ts';
import type { Db } from '../../src/store/database.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { storePage } from './portal-items.ts';

const thresholds = defaultSettings.linking;
const at = Date.parse('2026-11-20T09:00:00+08:00');
const worker = { person: 'govcast', via: 'worker' as const };
const blank = { number: null, issuer: null, column: null, columnKind: null, text: '', links: [], images: 0 };
const page = (id: string, title: string, publishedAt: number | null = at): LinkItem => ({
  ...blank,
  id,
  title,
  addressKey: `www/${id}`,
  publishedAt,
});

/** Counts the statements and the rows that come back from them. */
function counting(db: Db): { db: Db; seen: { statements: number; rows: number } } {
  const seen = { statements: 0, rows: 0 };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      seen.statements += 1;
      seen.rows += result.rows.length;
      return result;
    },
  };
  return { db: db.withPlugin(plugin), seen };
}

async function insertAll<T>(rows: T[], insert: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000) await insert(rows.slice(i, i + 1000));
}

describe('adding one item to very many', () => {
  let store: TestStore;
  const POLICY = '示例市人民政府关于印发《示例市养老服务补贴管理办法》的通知';
  const READING = '《示例市养老服务补贴管理办法》政策解读';
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  const link = async (item: LinkItem) => {
    await storePage(store.db, { id: item.id, title: item.title, fetchedAt: at });
    const { db, seen } = counting(store.db);
    const linked = await linkItem(
      { ...testActing(store.db, testClock(at)), db },
      worker,
      { item, revision: 1, fetchedAt: at },
      thresholds,
    );
    return { linked, ...seen };
  };
  const fill = (rows: { key: string; item: string; role: 'policy' | 'interpretation' }[]) =>
    insertAll(rows, (some) => store.db.insertInto('linkKey').values(some).execute());

  it('reads as few rows among 100,000 keys as among none, and among pieces of titles that 2,000 share', async () => {
    await link(page('p0', POLICY));
    const alone = await link(page('i0', READING));
    await fill(Array.from({ length: 100_000 }, (_, i) => ({ key: `t:别的政策${i}`, item: `x${i}`, role: 'policy' })));
    const among = await link(page('i1', READING));
    expect(among.rows).toBeLessThanOrEqual(alone.rows + 4);
    expect(among.statements).toBeLessThanOrEqual(alone.statements + 2);
    const pieces = linkKeys(readLinkFacts(page('x', POLICY))).filter((key) => key.startsWith('s:'));
    expect(pieces.length).toBeGreaterThan(2);
    await fill(
      pieces.flatMap((key) =>
        Array.from({ length: 2000 }, (_, i) => ({ key, item: `y${i}`, role: 'policy' }) as const),
      ),
    );
    const crowded = await link(page('i2', READING));
    expect(crowded.rows).toBeLessThan(2 * 41 * pieces.length + alone.rows + 10);
    expect((await listPairs(store.db, { policy: 'p0' })).pairs.map((p) => p.decision)).toEqual([
      'made',
      'made',
      'made',
    ]);
  });

  it('of 5,000 documents of one title it finds that of the month, and says when it could compare a part only', async () => {
    const title = '示例市发展和改革委员会关于调整天然气销售价格的通知';
    const DAY_MS = 86_400_000;
    const policies = Array.from({ length: 5000 }, (_, i) => ({
      ...page(`q${i}`, title),
      publishedAt: at - i * 2 * DAY_MS,
    }));
    await insertAll(policies, (some) =>
      store.db
        .insertInto('item')
        .values(
          some.map(({ id, publishedAt }) => ({
            ...{ id, urlKey: id, url: `https://www.shili.gov.cn/${id}`, source: 's', secondaryKey: null, revision: 1 },
            ...{
              documentNumber: null,
              contentHash: id,
              title,
              publishedAt,
              firstSeenAt: at,
              lastSeenAt: at,
              withdrawnAt: null,
            },
          })),
        )
        .execute(),
    );
    const facts = policies.map(readLinkFacts);
    await insertAll(facts, (some) =>
      store.db
        .insertInto('linkEntry')
        .values(
          some.map((one) => ({
            ...{ item: one.id, role: one.role, coreTitle: one.core, documentNumber: null, facts: JSON.stringify(one) },
            ...{ revision: 1, fetchedAt: at, at },
          })),
        )
        .execute(),
    );
    await fill(
      facts.flatMap(({ id, ...one }) =>
        linkKeys({ id, ...one })
          .filter((key) => /^[tbfm]:/u.test(key))
          .map((key) => ({ key, item: id, role: 'policy' as const })),
      ),
    );
    const reading = `《${title}》政策解读`;
    const dated = await link(page('dated', reading, at - 2000 * DAY_MS));
    expect(dated.linked.cut).toEqual([]);
    const [best] = (await listPairs(store.db, { interpretation: 'dated' })).pairs;
    expect(Math.abs(Number(best?.policy.slice(1)) - 1000)).toBeLessThan(8);
    const undated = await link(page('undated', reading, null));
    expect(undated.rows).toBeLessThan(900);
    expect(undated.linked.cut.length).toBeGreaterThan(0);
    const offers = (await listPairs(store.db, { interpretation: 'undated' })).pairs;
    expect(offers.every((pair) => pair.decision === 'offered')).toBe(true);
    const next = await link(page('next', title, at + 3 * DAY_MS));
    expect(next.rows).toBeLessThan(900);
  }, 60_000);
});
