import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wechatLimits } from '../../src/posts/platform-limits.ts';
import { previewHtml } from '../../src/posts/preview/preview-html.ts';
import { findBrowser } from '../services/browser.ts';
import { previewSample } from './preview-sample.ts';
import { expectScreen } from './screens.ts';

const folder = mkdtempSync(join(tmpdir(), 'govcast-preview-'));
const file = join(folder, 'preview.html');
let browser: Browser;

beforeAll(async () => {
  const { composed, findings, shelf } = await previewSample();
  const html = await previewHtml({ composed, findings }, shelf, { limits: wechatLimits, account: '示例住建发布' });
  writeFileSync(file, html);
  // Letters are drawn alike everywhere: without the screen's own hinting and colours.
  const args = ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];
  browser = await chromium.launch({ executablePath: findBrowser(), args });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  page: Page;
  /** What went wrong on the page, and what it asked for outside of its own file. */
  complaints: string[];
}

async function open(width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (!request.url().startsWith('data:') && request.url() !== address) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  return { page, complaints };
}

describe('the preview of a post in a browser', () => {
  test.each([
    ['preview-1280', 1280, 'light'],
    ['preview-390', 390, 'light'],
    ['preview-1280-dark', 1280, 'dark'],
  ] as const)('looks as it was approved: %s', async (name, width, scheme) => {
    const { page, complaints } = await open(width, scheme);
    await expectScreen(name, await page.screenshot({ fullPage: true }));
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('shows every picture, and nothing is wider than the page', async () => {
    for (const width of [768, 320]) {
      const { page, complaints } = await open(width);
      const broken = await page.locator('img').evaluateAll((all) => all.filter((img) => img.clientWidth === 0).length);
      expect(broken).toBe(0);
      const wide = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(wide).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
      await page.close();
    }
  });

  test.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('has no serious fault of accessibility in %s at %i px', async (scheme, width) => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const { page } = await open(width, scheme);
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await page.close();
  });

  test('is walked through with the keyboard alone: what is read first, the table, the forms', async () => {
    const { page } = await open(1280);
    const focused = () =>
      page.evaluate<string>('document.activeElement.getAttribute("href") ?? document.activeElement.tagName');
    const seen: unknown[] = [];
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('Tab');
      seen.push(await focused());
    }
    expect(seen.slice(0, 3)).toEqual(['#findings', '#findings', '#message']);
    expect(seen).toContain('DIV');
    expect(seen.filter((each) => each === 'SUMMARY')).toHaveLength(3);
    await page.close();
  });

  test('prints without navigation', async () => {
    const { page } = await open(800);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator('#findings').isVisible()).toBe(true);
    await page.close();
  });
});
