import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseBeijing } from '../src/calendar/beijing-time.ts';
import { testClock } from '../src/clock.ts';
import { defaultSettings } from '../src/config/settings.ts';
import { createLogger } from '../src/logger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govcast-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clock = testClock(parseBeijing('2026-11-20 09:00') ?? 0);
const settings = defaultSettings.log;
const logFiles = () => readdirSync(folder).filter((n) => n.includes('.jsonl'));
const written = () =>
  logFiles()
    .flatMap((n) => readFileSync(join(folder, n), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line));

test('every line is one JSON object with time, level and message, secrets masked', async () => {
  const logger = createLogger({ clock, settings, folder, terminal: null });
  logger.info('token fetched', { url: 'https://x/?access_token=abcdef', message: 'a field', level: 'a field' });
  logger.debug('not at this level');
  logger.error('failed with key=abcdef', { error: new Error('boom') });
  await logger.close();
  expect(written()).toEqual([
    { at: '2026-11-20T09:00:00+08:00', level: 'info', message: 'token fetched', url: 'https://x/?access_token=***' },
    expect.objectContaining({
      level: 'error',
      message: 'failed with key=***',
      error: expect.objectContaining({ message: 'boom' }),
    }),
  ]);
});

test('people read one short line', async () => {
  const terminal = new PassThrough();
  const logger = createLogger({ clock, settings, folder: null, terminal });
  logger.warn('the portal does not answer', { portal: 'shili', error: { code: 'timeout' } });
  await logger.close();
  expect(String(terminal.read())).toBe(
    '09:00:00 warn  the portal does not answer  portal=shili  error={"code":"timeout"}\n',
  );
});

test('a full file is closed and a new one begun, and only so many are kept, without a gap between them', async () => {
  const small = { ...settings, maxFileMb: 1 / 1024, keepFiles: 3 };
  const logger = createLogger({ clock, settings: small, folder, terminal: null });
  for (let n = 0; n < 40; n += 1) logger.info('x'.repeat(300), { n });
  await logger.close();
  expect(logFiles().sort()).toEqual(['govcast.1.jsonl', 'govcast.2.jsonl', 'govcast.jsonl']);
  const kept = written()
    .map((line) => line.n)
    .sort((a, b) => a - b);
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 40 - kept.length + i));
});

test('lines that could not be written are counted, and writing goes on when it can', async () => {
  const logger = createLogger({ clock, settings, folder, terminal: null });
  logger.info('before');
  const file = join(folder, 'govcast.jsonl');
  rmSync(file);
  mkdirSync(file);
  logger.info('lost');
  logger.info('lost');
  rmSync(file, { recursive: true });
  logger.info('after');
  await logger.close();
  expect(written()).toEqual([expect.objectContaining({ dropped: 2 }), expect.objectContaining({ message: 'after' })]);
});

test('nothing that is logged and nowhere that is logged to makes it throw', async () => {
  const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
  const logger = createLogger({ clock, settings, folder, terminal: broken });
  const trap = Object.defineProperty({}, 'x', {
    enumerable: true,
    get: () => {
      throw new Error('trap');
    },
  });
  logger.info('a trap', { trap });
  logger.info('to a broken terminal', { fine: 1 });
  logger.info('again');
  await new Promise((resolve) => setImmediate(resolve));
  expect(existsSync(folder)).toBe(true);
});
