import { type Zippable, zipSync } from 'fflate';
import type { HandOffFile } from './hand-off.ts';

/**
 * A hand-off as one file. Pictures are packed already: storing them saves the time of trying again.
 * @param at moment for the entries, ms UTC: taken again, every byte is the same
 */
export function zipHandOff(files: readonly HandOffFile[], at: number): Uint8Array {
  const entries: Zippable = {};
  for (const { name, bytes } of files) {
    entries[name] = [bytes, { mtime: at, level: /\.(jpg|png|gif|webp)$/.test(name) ? 0 : 6 }];
  }
  return zipSync(entries);
}
