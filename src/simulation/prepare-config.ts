import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { type Config, loadConfig } from '../config/load-config.ts';
import { Refused } from '../errors.ts';

/**
 * Copies a configuration for a simulation: everything as the office has it, except that portals are read page after
 * page, so that nothing is decided by which answer comes first.
 * @throws Refused when an account or a portal is a real one: a simulation must reach nobody
 * @throws ConfigProblems when the configuration does not hold
 */
export function prepareConfig(from: string, to: string): Config {
  const real = realOnes(loadConfig(from));
  if (real.length > 0) throw notRehearsed(real);
  cpSync(from, to, { recursive: true });
  const config = loadConfig(to);
  for (const { id } of config.portals) {
    const file = join(to, 'portals', `${id}.yaml`);
    const document = parseDocument(readFileSync(file, 'utf8'));
    document.setIn(['pace', 'concurrency'], 1);
    writeFileSync(file, document.toString());
  }
  return loadConfig(to);
}

function realOnes({ channels, portals }: Config): string[] {
  return [...channels, ...portals].filter((each) => !each.sandbox).map(({ id }) => id);
}

function notRehearsed(real: string[]): Refused {
  return new Refused({
    code: 'simulation-real',
    message: `${real.join(', ')} would be reached for real`,
    place: real.join(', '),
    remedy:
      'Copy config/, set `sandbox: true` with credentials of docs/sandbox.md for these accounts and portals, and name the copy with GOVCAST_CONFIG.',
  });
}
