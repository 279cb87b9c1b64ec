import { chromium } from 'playwright-core';
import { COOKIE } from '../../../src/server/api/visit.ts';
import { findBrowser } from '../../services/browser.ts';

const ROUNDS = 5;

/** How long 今日 takes from the address to its rows, in a browser that has never been here and in one that has. */
export async function firstPage(url: string, cookie: string): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  try {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
      await context.addCookies([{ name: COOKIE, value: cookie, url, httpOnly: true, sameSite: 'Strict' }]);
      const page = await context.newPage();
      for (const times of [cold, warm]) {
        await page.goto('about:blank');
        const begun = performance.now();
        await page.goto(url, { waitUntil: 'commit' });
        await page.locator('main ul li a, main table a, main ol li a').first().waitFor();
        times.push(performance.now() - begun);
      }
      await context.close();
    }
    const median = (times: number[]) => Math.round(times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0);
    return [
      `今日 in chromium, from the address to its rows: ${median(cold)} ms at the first visit, ${median(warm)} ms with a kept cache (the bar is 1500)`,
    ];
  } finally {
    await browser.close();
  }
}
