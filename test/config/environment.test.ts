import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { hasSecret, readEnvironment, readSecret } from '../../src/config/environment.ts';
import { RenewCredentials } from '../../src/errors.ts';

test('without variables the embedded profile writes to ./data and reads the folders of the package', () => {
  const environment = readEnvironment({});
  expect(environment.cluster).toBeNull();
  expect(environment.dataFolder).toBe(resolve('data'));
  expect(environment.configFolder).toBe(resolve('config'));
  expect(basename(environment.contentFolder)).toBe('content');
});

test('both addresses make the cluster profile, one alone is an error that names the other', () => {
  const both = { DATABASE_URL: 'postgres://x', REDIS_URL: 'redis://y' };
  expect(readEnvironment(both).cluster).toEqual({ databaseUrl: 'postgres://x', redisUrl: 'redis://y' });
  expect(() => readEnvironment({ DATABASE_URL: 'postgres://x' })).toThrow('REDIS_URL is not');
  expect(() => readEnvironment({ REDIS_URL: 'redis://y', DATABASE_URL: '' })).toThrow('DATABASE_URL is not');
});

test('folders can be named', () => {
  const named = readEnvironment({ GOVCAST_DATA: '/srv/d', GOVCAST_CONFIG: '/etc/g', GOVCAST_CONTENT: '/srv/c' });
  expect(named).toMatchObject({ dataFolder: '/srv/d', configFolder: '/etc/g', contentFolder: '/srv/c' });
});

test('a secret is read from a variable or a file when it is used, without its white space', () => {
  const file = `/tmp/govcast-secret-${process.pid}`;
  writeFileSync(file, 'from-file\n');
  expect(readSecret({ env: 'WECHAT_SECRET' }, { WECHAT_SECRET: ' from-env ' })).toBe('from-env');
  expect(readSecret({ file }, {})).toBe('from-file');
  expect(hasSecret({ env: 'WECHAT_SECRET' }, {})).toBe(false);
});

test('a missing secret asks to renew the credential and names the variable or the file', () => {
  expect(() => readSecret({ env: 'WECHAT_SECRET' }, { WECHAT_SECRET: '  ' })).toThrow(RenewCredentials);
  expect(() => readSecret({ env: 'WECHAT_SECRET' }, {})).toThrow('WECHAT_SECRET is missing');
  expect(() => readSecret({ file: '/nowhere/secret' }, {})).toThrow('/nowhere/secret is missing');
});
