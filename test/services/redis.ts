import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptInstall, freePort, type Service, stopProcess, waitFor } from './service.ts';

/** A throw-away Redis on a free port; TEST_REDIS_URL takes its place when set. The operator's REDIS_URL is never read. */
export async function startRedis(): Promise<Service> {
  const given = process.env.TEST_REDIS_URL;
  if (given) return { url: given, stop: async () => {} };
  if (!hasRedis()) aptInstall('redis-server', 'TEST_REDIS_URL');
  return startRedisServer(await freePort());
}

/** Starts a Redis server of one's own on `port`, for tests that kill it. */
export async function startRedisServer(port: number): Promise<Service & { kill: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  await waitFor('Redis', () => ping(port));
  const end = async (signal: NodeJS.Signals) => {
    await stopProcess(child, signal);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${port}`, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function ping(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('error', reject);
    socket.once('data', () => {
      socket.end();
      resolve();
    });
  });
}
