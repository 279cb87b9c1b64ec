import { expect, test } from 'vitest';
import { portalSchema, sourceId } from '../../src/config/portals.ts';

const least = {
  id: 'shili',
  name: '示例市住房和城乡建设局',
  base: 'https://zjj.shili.example/',
  userAgent: 'govcast/0.1 (+desk@shili.example)',
  columns: [{ id: 'zcwj', name: '政策文件', url: '/zwgk/zcwj/' }],
};

test('a portal needs a name, an address, a contact and one column; the rest has polite defaults', () => {
  const portal = portalSchema.parse(least);
  expect(portal.allowPrivate).toBe(false);
  expect(portal.pace).toEqual({ minDelayMs: 1000, concurrency: 1 });
  expect(portal.maxBytes).toBe(8 * 1024 * 1024);
  expect(portal.columns[0]?.list.minRows).toBe(1);
  expect(portal.columns[0] && sourceId(portal, portal.columns[0])).toBe('shili/zcwj');
});

test('an unknown key, a column id twice and a user agent without a contact are refused', () => {
  expect(portalSchema.safeParse({ ...least, colums: [] }).success).toBe(false);
  expect(portalSchema.safeParse({ ...least, userAgent: 'govcast' }).success).toBe(false);
  const twice = portalSchema.safeParse({ ...least, columns: [least.columns[0], least.columns[0]] });
  expect(twice.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['columns.1.id']);
});

test('a portal can be given as file, gopher or javascript address by nobody', () => {
  for (const base of ['file:///etc/passwd', 'gopher://x/', 'javascript:alert(1)']) {
    expect(portalSchema.safeParse({ ...least, base }).success, base).toBe(false);
  }
});
