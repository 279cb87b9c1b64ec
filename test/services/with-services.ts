/**
 * Runs a command with the services that the tests need: `tsx test/services/with-services.ts vitest run`.
 * Starts Redis and PostgreSQL unless TEST_REDIS_URL and TEST_DATABASE_URL name them, and stops what it started. Finds the
 * browser, TEST_CHROMIUM.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findBrowser } from './browser.ts';
import { dropTestDatabases, startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';

const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('usage: with-services COMMAND [ARGUMENT …]');
const chromium = findBrowser();
const redis = await startRedis();
const postgres = await startPostgres();
const env = { ...process.env, TEST_REDIS_URL: redis.url, TEST_DATABASE_URL: postgres.url, TEST_CHROMIUM: chromium };
const child = spawn(command, args, { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const [code] = await once(child, 'exit');
await dropTestDatabases(postgres.url);
await redis.stop();
await postgres.stop();
process.exit(code ?? 1);
