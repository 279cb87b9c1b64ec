import { type Browser, chromium } from 'playwright-core';
import { afterAll } from 'vitest';
import { findBrowser } from '../services/browser.ts';

let browser: Promise<Browser> | undefined;

/** One browser a test file, started when the first desk opens and closed with the file. */
export function testBrowser(): Promise<Browser> {
  // Letters are drawn alike everywhere: without the screen's own hinting and colours.
  const args = ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];
  browser ??= chromium.launch({ executablePath: findBrowser(), args });
  return browser;
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});
