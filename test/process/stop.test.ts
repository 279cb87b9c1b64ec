import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { robotDescriptor } from '../../src/channels/robots/wecom-robot.ts';
import { systemClock } from '../../src/clock.ts';
import { getDelivery } from '../../src/delivery/delivery-store.ts';
import { planDelivery } from '../../src/delivery/plan-delivery.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { openStore } from '../../src/store/open-store.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { waitFor } from '../services/service.ts';
import { testActing } from '../store/test-store.ts';
import { answers, type Started, startFromDist } from './started.ts';

const SEND = '/cgi-bin/webhook/send';

let started: Started;
afterEach(() => started.remove());

/** An approved post for the group robot, due now. */
async function planMessage(acting: Acting): Promise<string> {
  const now = acting.clock.now();
  const body = JSON.stringify({ articles: [], forms: { 'wecom-robot': '停水通知' } });
  await acting.db
    .insertInto('post')
    .values({
      ...{ id: 'post-1', title: '停水通知', kind: 'notice', subjectKind: 'file', subjectId: 'a.md', author: 'li-na' },
      ...{ state: 'approved', revision: 1, contentHash: 'h', approvedHash: 'h', createdAt: now, updatedAt: now },
    })
    .execute();
  const revision = { post: 'post-1', revision: 1, contentHash: 'h', body, createdAt: now, createdBy: 'li-na' };
  await acting.db.insertInto('postRevision').values(revision).execute();
  const plan = { subjectKind: 'post' as const, subjectId: 'post-1', channel: 'notice-group', hash: 'h', dueAt: now };
  return inTransaction(acting.db, (tx) =>
    planDelivery(tx, acting, robotDescriptor, { ...plan, act: 'message' }, { person: 'li-na', via: 'cli' }),
  );
}

/** What the log says of parts that were started and stopped, in its order. */
function partsIn(folder: string): { message: string; part: string }[] {
  const lines = readFileSync(join(folder, 'data', 'log', 'govcast.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines
    .map((line) => JSON.parse(line))
    .filter((line) => line.part !== undefined)
    .map(({ message, part }) => ({ message, part }));
}

async function gone(url: string): Promise<void> {
  await waitFor(`the end of ${url}`, async () => {
    if (await answers(url)) throw new Error('it still answers');
  });
}

describe('govcast start', () => {
  it('stops on SIGTERM with everything running: exit 0, and leaves no process behind', async () => {
    started = await startFromDist();
    await started.ready();
    started.child.kill('SIGTERM');
    expect(await started.ended()).toBe(0);
    expect(started.output()).toContain('SIGTERM: stopping');
    expect(await answers(started.sandboxUrl)).toBe(false);
    expect(await answers(started.url)).toBe(false);
  });

  it('stops on SIGTERM in the reverse order of the start, each part before the next', async () => {
    started = await startFromDist({
      before: (folder) => {
        const file = join(folder, 'config', 'govcast.yaml');
        writeFileSync(file, readFileSync(file, 'utf8').replace('level: info', 'level: debug'));
      },
    });
    await started.ready();
    started.child.kill('SIGTERM');
    expect(await started.ended()).toBe(0);
    const said = partsIn(started.folder);
    const order = said.filter(({ message }) => message === 'started').map(({ part }) => part);
    expect(order).toEqual(['sandbox', 'store', 'people', 'readers', 'live events', 'http', 'hints', 'loops']);
    const lastStart = said.findLastIndex(({ message }) => message === 'started');
    expect(said.slice(lastStart + 1)).toEqual([...order].reverse().map((part) => ({ message: 'stopped', part })));
  });

  it('takes its sandbox along when it is killed itself', async () => {
    started = await startFromDist();
    await started.ready();
    expect(await answers(started.sandboxUrl)).toBe(true);
    started.child.kill('SIGKILL');
    expect(await started.ended()).toBe('SIGKILL');
    await gone(started.sandboxUrl);
  });

  it('stops in time while a platform lets a call hang: the message is in doubt, not forgotten', async () => {
    started = await startFromDist();
    await started.ready();
    const control = async (name: string, body?: object) => {
      const how = body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
      return (await fetch(`${started.sandboxUrl}/_control/${name}`, how)).json();
    };
    await control('faults', { path: SEND, kind: 'slow', ms: 60_000 });
    const store = openStore({ sqlite: join(started.folder, 'data', 'govcast.db') });
    const id = await planMessage(testActing(store, systemClock()));
    await waitFor('the call', async () => {
      const counters = JSON.parse(JSON.stringify(await control('counters')));
      if (!counters.calls[SEND]) throw new Error('not called yet');
    });
    started.child.kill('SIGTERM');
    expect(await Promise.race([started.ended(), sleep(12_000, 'still running')])).toBe(0);
    const row = await getDelivery(store, id);
    expect(row?.state).toMatch(/sending|doubtful/);
    await store.destroy();
  });

  it.each([
    { what: 'a folder', make: (file: string) => mkdirSync(file, { recursive: true }) },
    {
      what: 'no database',
      make: (file: string) => writeFileSync(file, 'this is a letter, not a database\n'.repeat(99)),
    },
  ])('says what is wrong with a database file that is $what, ends with 1 and leaves it as it was', async ({ make }) => {
    started = await startFromDist({
      before: (folder) => {
        mkdirSync(join(folder, 'data'), { recursive: true });
        make(join(folder, 'data', 'govcast.db'));
      },
    });
    expect(await started.ended()).toBe(1);
    expect(started.output()).toContain('govcast.db cannot be opened');
    expect(await answers(started.sandboxUrl)).toBe(false);
  });

  it('names the port that another process uses, ends with 1 and stops what it had started', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    started = await startFromDist({ port });
    expect(await started.ended()).toBe(1);
    other.close();
    expect(started.output()).toContain(`port ${port} on 127.0.0.1 is in use`);
    expect(started.output()).toContain('server.port');
    expect(await answers(started.sandboxUrl)).toBe(false);
  });
});
