import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { afterCursor, page } from '../../../src/server/api/cursor.ts';

const keyShape = z.tuple([z.number(), z.string()]);

test('page by page every row is met once, whatever the size of a page and however many rows are alike', () => {
  const rows = fc.array(fc.record({ at: fc.integer({ min: 0, max: 3 }), id: fc.uuid() }), { maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (unsorted, limit) => {
      const sorted = [...unsorted].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      const met: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const after = afterCursor(cursor, keyShape);
        const from = after ? sorted.findIndex((r) => r.at > after[0] || (r.at === after[0] && r.id > after[1])) : 0;
        const left = from < 0 ? [] : sorted.slice(from, from + limit + 1);
        const { items, next } = page(left, limit, (r) => [r.at, r.id]);
        met.push(...items.map((r) => r.id));
        if (next === null) break;
        cursor = next;
      }
      expect(met).toEqual(sorted.map((r) => r.id));
    }),
  );
});

test.each([
  'nonsense',
  Buffer.from('{"at":1}').toString('base64url'),
  Buffer.from('["a",1]').toString('base64url'),
])('the cursor %s of no list is refused with what to do', (cursor) => {
  expect(() => afterCursor(cursor, keyShape)).toThrow(expect.objectContaining({ code: 'cursor' }));
});
