import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { AskedWrongly } from '../errors.ts';
import type { Config } from './load-config.ts';

/**
 * Writes the configuration that holds into another folder, comments included: every file that was read and found right.
 * Secrets are in none of them.
 * @returns the files, relative to the folder
 * @throws AskedWrongly when one of them is there already; nothing is written then
 */
export function exportConfig({ folder, files }: Pick<Config, 'folder' | 'files'>, into: string): string[] {
  const names = files.map((f) => relative(folder, f.file)).sort();
  const there = names.find((name) => existsSync(join(into, name)));
  if (there !== undefined) {
    throw new AskedWrongly({
      code: 'export-exists',
      message: `${join(into, there)} is there already`,
      place: join(into, there),
      remedy: 'Name an empty or a new folder; nothing is overwritten.',
    });
  }
  for (const name of names) {
    mkdirSync(dirname(join(into, name)), { recursive: true });
    copyFileSync(join(folder, name), join(into, name));
  }
  return names;
}
