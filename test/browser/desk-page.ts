import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page, Request } from 'playwright-core';

interface Size {
  width: number;
  height: number;
}

/** Sizes at which nothing may overlap or be cut (console.md 13). */
const sizes: readonly Size[] = [
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];

/** One person's page. */
export interface DeskPage {
  page: Page;
  /** Errors of the console, of the page, and requests outside the origin, so far. */
  complaints: string[];
  /** Opens an address and waits until the page's title stands, nothing is on its way and all that came is drawn. */
  go: (path: string) => Promise<void>;
  /** Presses keys one after the other: `desk.keys('g', 's')`, `desk.keys('Control+Enter')`. */
  keys: (...keys: string[]) => Promise<void>;
  /** A picture for eyes, in test-results/screens/NAME.png. */
  shot: (name: string) => Promise<void>;
  /** What axe finds serious or critical: id and the first places. An empty list is what a test expects. */
  axe: (rule?: string) => Promise<string[]>;
  /** Elements whose content is wider than they are, at 1280×720, 1440×900 and 1920×1080, or at the sizes given. */
  nothingCut: (at?: readonly Size[]) => Promise<string[]>;
}

export async function deskPage(context: BrowserContext, origin: string): Promise<DeskPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  const open = openRequests(page);
  page.on('console', (message) => {
    // A refusal that a test provokes is the browser's own line; what the page makes of it is checked by the test.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) complaints.push(`asked for ${url}`);
  });
  return {
    page,
    complaints,
    go: async (path) => {
      const before = [...open];
      await page.goto(path, { waitUntil: 'commit' });
      // What the page before had on its way may never be told of as ended.
      for (const request of before) open.delete(request);
      await page.locator('h1').filter({ visible: true }).first().waitFor();
      await settled(page, open);
    },
    keys: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    shot: async (name) => {
      const folder = 'test-results/screens';
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    axe: (rule) => axe(page, rule),
    nothingCut: (at) => nothingCut(page, at),
  };
}

/** The page's requests that have no answer yet, the live stream apart, from its first one on. */
function openRequests(page: Page): Set<Request> {
  const open = new Set<Request>();
  page.on('request', (request) => {
    if (!request.url().endsWith('/api/v1/events')) open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return open;
}

/** A page that is not quiet after so many looks never will be. */
const MOST_LOOKS = 300;

/** Nothing is on its way, the page has drawn all that came, and no place of it waits: three times in a row. */
async function settled(page: Page, open: ReadonlySet<Request>): Promise<void> {
  for (let quiet = 0, looks = 0; quiet < 3; looks += 1) {
    await page.evaluate('new Promise((idle) => requestIdleCallback(idle, { timeout: 2000 }))');
    await page.waitForTimeout(50);
    const waits = await page.locator('[data-waiting]').count();
    quiet = open.size === 0 && waits === 0 ? quiet + 1 : 0;
    if (looks < MOST_LOOKS) continue;
    const urls = [...open].map((request) => request.url());
    throw new Error(`the page is not quiet: ${waits} places wait, ${urls.length} requests are open: ${urls.join(' ')}`);
  }
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function axe(page: Page, rule?: string): Promise<string[]> {
  await page.evaluate(await axeSource);
  const tags = rule ? `['${rule}']` : "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${tags}, iframes: false, resultTypes: ['violations'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((n) => n.target.join(' '))
          .join(' | ')}`,
    );
}

async function nothingCut(page: Page, at = sizes): Promise<string[]> {
  const before = page.viewportSize();
  const found: string[] = [];
  for (const size of at) {
    await page.setViewportSize(size);
    await page.waitForTimeout(100);
    for (const what of await page.evaluate(cutElements)) found.push(`${size.width}×${size.height} ${what}`);
  }
  if (before) await page.setViewportSize(before);
  return found;
}

/** Runs in the page. What scrolls or shortens on purpose (overflow auto or scroll, ellipsis, a field) is not cut. */
function cutElements(): string[] {
  const cut: string[] = [];
  // On a screen that is zoomed in whatever scrolls sideways shows all of it.
  const isMoved = (of: Element, wide: number): boolean => {
    if (of.closest('[data-scrolls]') !== null) return true;
    for (let above = of.parentElement; above !== null && wide < 1024; above = above.parentElement)
      if (/(auto|scroll)/.test(getComputedStyle(above).overflowX)) return true;
    return false;
  };
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden' || style.display === 'inline') continue;
    if (element.closest('.hidden-words, svg, [class*=ant-select-], iframe, input')) continue;
    if (style.position === 'absolute' && style.clipPath !== 'none') continue;
    if (/(auto|scroll)/.test(style.overflowX) || style.textOverflow === 'ellipsis') continue;
    const over = element.scrollWidth - element.clientWidth;
    const wide = document.documentElement.clientWidth;
    const outside = element.getBoundingClientRect().right > wide + 1 && !isMoved(element, wide);
    if ((over > 1 && element.clientWidth > 0 && style.overflowX !== 'visible') || outside)
      cut.push(`${element.tagName.toLowerCase()}.${element.className} (${element.textContent?.slice(0, 20)})`);
  }
  return cut.slice(0, 10);
}
