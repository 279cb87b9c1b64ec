import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { defaultNotify } from '../../src/config/notify.ts';
import { type ConfigFolder, configFolder } from './config-folder.ts';

let copy: ConfigFolder;
beforeEach(() => {
  copy = configFolder();
});
afterEach(() => copy.remove());

function problem(text: string): string {
  copy.write('notify.yaml', text);
  try {
    loadConfig(copy.folder);
    return 'loaded';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('the shipped file says what holds without it: the console, quiet from 21:00 to 07:30, a digest at 08:30', () => {
  expect(loadConfig(copy.folder).notify).toEqual(defaultNotify);
  expect(defaultNotify).toMatchObject({
    quiet: { from: '21:00', to: '07:30' },
    groupMinutes: 10,
    digest: { at: '08:30', until: '12:00', ways: ['console'] },
    email: null,
  });
});

test('an office that has no such file starts', () => {
  copy.write('notify.yaml', '{}');
  expect(loadConfig(copy.folder).notify).toEqual(defaultNotify);
});

test('ways and people that do not exist are refused with file and line', () => {
  expect(problem('rules:\n  - ways: [robot:nobody]\n')).toMatch(
    /notify\.yaml:2 .*expected a known WeCom robot, found nobody/,
  );
  expect(problem('digest: { ways: [email] }\n')).toContain('email without a mail server');
  expect(problem('rules:\n  - escalate: [{ after: { minutes: 5 }, to: [{ person: x }] }]\n')).toContain(
    'a known person',
  );
  expect(problem('rules:\n  - ways: [fax]\n')).toContain('console, email or robot:CHANNEL');
});

test('a password stands nowhere in a file and never travels unencrypted', () => {
  const email = (rest: string) => `email: { host: mail.example.gov.cn, from: a@example.gov.cn, ${rest} }\n`;
  expect(problem(email('user: a, password: geheim'))).toContain('a secret as {env: NAME} or {file: PATH}');
  expect(problem(email('user: a, password: { env: X }, security: none'))).toContain(
    'a password never travels unencrypted',
  );
  expect(problem(email('user: a'))).toContain('user and password together');
  expect(problem(email('user: a, password: { env: X }'))).toBe('loaded');
});
