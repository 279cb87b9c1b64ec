import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { govcastProgram } from './run-govcast.ts';

const folder = mkdtempSync(join(tmpdir(), 'govcast-simulate-test-'));
const program = govcastProgram();
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

it('a week is run, judged and logged, one line for each thing that happened', async () => {
  const file = join(folder, 'simulation.log');
  const { code, json } = await program.json('simulate', '--weeks', '1', '--seed', '4', '--out', file);
  expect(json.problems).toEqual([]);
  expect(code).toBe(0);
  expect(json).toMatchObject({ ok: true, seed: 4, weeks: 1, from: '2026-08-31T00:00:00+08:00' });
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines).toHaveLength(Number(json.logLines));
  expect(lines[0]).toMatch(/^2026-08-31 \d\d:\d\d:\d\d .+/);
}, 120_000);

it('a configuration with a real account is refused, and so are days and numbers that are none', async () => {
  const config = join(folder, 'config');
  cpSync('config', config, { recursive: true });
  const portal = join(config, 'portals', 'shili.yaml');
  writeFileSync(portal, readFileSync(portal, 'utf8').replace('sandbox: true', 'sandbox: false'));
  const real = govcastProgram({ GOVCAST_CONFIG: config });
  const refused = await real.json('simulate', '--weeks', '1');
  expect(refused.code).toBe(1);
  expect(refused.json.error).toMatchObject({ code: 'simulation-real', message: expect.stringContaining('shili') });
  real.remove();
  for (const wrong of [
    ['--seed', 'x'],
    ['--weeks', '0'],
    ['--from', '2026-13-01'],
  ]) {
    expect((await program.json('simulate', ...wrong)).code).toBe(2);
  }
});
