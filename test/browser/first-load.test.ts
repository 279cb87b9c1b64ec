import { expect, test } from 'vitest';
import { openDesk } from './desk.ts';

/** Compressed script for the first page. */
const MOST_BYTES = 350_000;

test('the first page loads less than 350 KB of compressed script, all of it from files and none inline', async () => {
  const desk = await openDesk();
  const { page } = desk;
  const sizes = new Map<string, number>();
  page.on('response', async (response) => {
    const url = new URL(response.url());
    if (!/\.js$/.test(url.pathname)) return;
    expect(response.headers()['content-encoding']).toMatch(/^(br|gzip)$/);
    sizes.set(url.pathname, Number(response.headers()['content-length']));
  });
  await desk.go('/');
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  process.stdout.write(`first page: ${sizes.size} scripts, ${total} bytes\n`);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(MOST_BYTES);
  expect(await page.locator('script:not([src])').count()).toBe(0);
  const policy = (await page.request.get('/')).headers()['content-security-policy'];
  expect(policy).not.toContain('unsafe');
  await desk.close();
});
