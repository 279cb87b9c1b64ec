import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomPassword } from '../access/new-password.ts';

/** The one-time code of the first run, in data/setup-code; made when it is first asked for. */
export function setupCode(dataFolder: string): string {
  const file = join(dataFolder, 'setup-code');
  if (!existsSync(file)) writeFileSync(file, `${randomPassword()}\n`, { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** It opens nothing any more once somebody has a password. */
export function dropSetupCode(dataFolder: string): void {
  rmSync(join(dataFolder, 'setup-code'), { force: true });
}
