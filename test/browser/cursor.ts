import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Puts the cursor behind the last word of a paper. The editor takes in where the browser put it a moment later; a key
 * pressed before that (no person is so quick) would write where the cursor was.
 */
export async function cursorToEnd(paper: Locator): Promise<void> {
  await paper.focus();
  await expect
    .poll(async () => {
      await paper.press('Control+End');
      return paper.evaluate(async (element) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const at = getSelection()?.focusNode ?? null;
        return at === element || element.lastElementChild?.contains(at);
      });
    })
    .toBe(true);
}
