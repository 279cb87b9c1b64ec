import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { aptInstall, freePort, type Service, stopProcess, waitFor } from './service.ts';

/**
 * A throw-away PostgreSQL with fsync on, in a temporary folder on a free port, run by an unprivileged user
 * (it refuses root). TEST_DATABASE_URL takes its place when set; the operator's DATABASE_URL is never read.
 */
export async function startPostgres(): Promise<Service> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const bin = postgresBin() ?? installPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'govcast-postgres-'));
  const as = unprivileged();
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const initArgs = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'];
  execFileSync(join(bin, 'initdb'), initArgs, { stdio: 'ignore', cwd: folder, ...as });
  const port = await freePort();
  const serverArgs = [
    ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
    ...['-c', 'max_connections=200', '-c', 'fsync=on'],
  ];
  const child = spawn(join(bin, 'postgres'), serverArgs, { stdio: 'ignore', cwd: folder, ...as });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await waitFor('PostgreSQL', async () => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.end();
  });
  return {
    url,
    stop: async () => {
      await stopProcess(child, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Removes the databases that test/store/test-store.ts made and used again. */
export async function dropTestDatabases(url: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select datname from pg_database where datname like 'test\\_%'");
  for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
  await client.end();
}

/** PostgreSQL refuses root: then it runs as the user that its package made. */
function unprivileged(): { uid?: number; gid?: number } {
  if (userInfo().uid !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function postgresBin(): string | undefined {
  const folder = '/usr/lib/postgresql';
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(folder, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')));
}

function installPostgres(): string {
  aptInstall('postgresql', 'TEST_DATABASE_URL');
  const bin = postgresBin();
  if (!bin) throw new Error('PostgreSQL was installed but its programs are not under /usr/lib/postgresql');
  return bin;
}
