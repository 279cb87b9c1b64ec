import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The token of this installation, made on first use; the file is readable by the process's user only. */
export function apiToken(dataFolder: string): string {
  return installationSecret(dataFolder, 'api-token');
}

/** A secret of this installation by the name of its file. Several machines share it by sharing the file. */
export function installationSecret(dataFolder: string, name: 'api-token' | 'feed-secret' | 'access-secret'): string {
  const file = join(dataFolder, name);
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
