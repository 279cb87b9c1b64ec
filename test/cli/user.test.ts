/** What the commands of people and tokens answer the operator of the machine. */
import { afterAll, expect, it } from 'vitest';
import { type ConfigFolder, configFolder } from '../config/config-folder.ts';
import { govcastProgram } from './run-govcast.ts';

const folder: ConfigFolder = configFolder();
folder.edit('govcast.yaml', 'ledger:', 'sandbox:\n  port: 9\nledger:');
const program = govcastProgram({ GOVCAST_CONFIG: folder.folder });

afterAll(() => {
  program.remove();
  folder.remove();
});

function rowsOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list : [];
}
const added = (...args: string[]) => program.json('token', 'add', 'li-na', ...args);

it('a person is given a password for one login, and the list tells it without showing it', async () => {
  const { code, json } = await program.json('user', 'password', 'li-na');
  expect({ code, json }).toEqual({
    code: 0,
    json: { person: 'li-na', password: expect.stringMatching(/^\w{4}(-\w{4}){3}$/) },
  });
  const { stdout, json: listed } = await program.json('user', 'list');
  expect(stdout).not.toContain(json.password);
  const people = rowsOf(listed.people);
  expect(people.find((p) => p.id === 'li-na')).toMatchObject({ account: 'first', lockedUntil: null, lastLogin: null });
  expect(people.find((p) => p.id === 'zhao-min')).toMatchObject({ account: 'none', roles: ['section-head'] });
  expect((await program.run('user', 'list')).stdout).toMatch(/li-na .* first/);
});

it('a lock is lifted of somebody who is there; of nobody it is refused, and nothing is recorded', async () => {
  expect(await program.json('user', 'unlock', 'li-na')).toMatchObject({ code: 0, json: { unlocked: true } });
  for (const act of ['unlock', 'password']) {
    expect(await program.json('user', act, 'nobody')).toMatchObject({
      ...{ code: 1, json: { error: { code: 'person-unknown', place: 'nobody' } } },
    });
  }
});

it('a token is shown once, listed without itself, and ended', async () => {
  const made = await added('--name', ' dashboard ', '--scopes', 'requests:read,posts:read', '--days', '30');
  expect(made).toMatchObject({ code: 0, json: { token: expect.stringMatching(/^govcast_[\w-]{43}$/) } });
  const id = String(made.json.id);
  const { stdout, json } = await program.json('token', 'list');
  expect(stdout).not.toContain(made.json.token);
  expect(rowsOf(json.tokens)).toEqual([
    {
      ...{ id, name: 'dashboard', person: 'li-na', scopes: ['posts:read', 'requests:read'] },
      ...{ expiresAt: made.json.expiresAt, state: 'holds', lastUsedAt: null },
    },
  ]);
  expect(await program.json('token', 'end', id)).toMatchObject({ code: 0, json: { id, ended: true } });
  expect(rowsOf((await program.json('token', 'list')).json.tokens)).toMatchObject([{ id, state: 'ended' }]);
  expect(await program.json('token', 'end', 'none')).toMatchObject({
    code: 1,
    json: { error: { code: 'token-unknown' } },
  });
});

it('a token that cannot be made says what can', async () => {
  const refused = async (...args: string[]) => {
    const { code, json } = await added(...args);
    expect(code).toBe(2);
    return json.error;
  };
  const scopes = ['--scopes', 'posts:read'];
  expect(await refused('--name', 'x', '--scopes', 'posts:fly')).toMatchObject({
    ...{ code: 'scope-unknown', remedy: expect.stringContaining('posts:read') },
  });
  for (const days of ['abc', '1.5', '0']) {
    expect(await refused('--name', 'x', ...scopes, '--days', days)).toMatchObject({ code: 'argument' });
  }
  expect(await refused('--name', 'x', ...scopes, '--days', '400')).toMatchObject({ code: 'token-days' });
  expect(await refused('--name', ' ', ...scopes)).toMatchObject({ code: 'token-name' });
  expect(await program.json('token', 'add', 'nobody', '--name', 'x', ...scopes)).toMatchObject({
    ...{ code: 2, json: { error: { code: 'person-unknown' } } },
  });
});
