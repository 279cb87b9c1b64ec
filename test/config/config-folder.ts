import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const shippedConfig = fileURLToPath(new URL('../../config', import.meta.url));

/** A copy of the shipped configuration that a test may change. */
export interface ConfigFolder {
  folder: string;
  /** Replaces `from`, which must be there, by `to` in a file. */
  edit: (name: string, from: string | RegExp, to: string) => void;
  write: (name: string, text: string) => void;
  remove: () => void;
}

export function configFolder(): ConfigFolder {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-config-'));
  cpSync(shippedConfig, folder, { recursive: true });
  return {
    folder,
    edit: (name, from, to) => {
      const before = readFileSync(join(folder, name), 'utf8');
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${name} does not hold ${from}`);
      writeFileSync(join(folder, name), after);
    },
    write: (name, text) => writeFileSync(join(folder, name), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
