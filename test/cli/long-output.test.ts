import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'govcast-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The built program with its answer in a pipe that is read late, or closed at once. */
function numberOf(text: string) {
  const file = join(folder, 'text.txt');
  writeFileSync(file, text);
  const main = resolve('dist/main.js');
  return spawn(process.execPath, [main, 'check', file, '--json'], { env: { PATH: process.env.PATH ?? '' } });
}

const telephones = Array.from({ length: 1500 }, (_, i) => `联系人手机：138${String(10_000_000 + i)}。`).join('\n');

it('an answer of many pipes full arrives whole, however late it is read', async () => {
  const child = numberOf(telephones);
  await wait(1500);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect(text.length).toBeGreaterThan(200_000);
  expect(JSON.parse(text).findings.length).toBeGreaterThan(1000);
});

it('a reader that goes away ends the command without an error', async () => {
  const child = numberOf(telephones);
  child.stdout.destroy();
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    err += part;
  });
  const [code] = await once(child, 'close');
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
