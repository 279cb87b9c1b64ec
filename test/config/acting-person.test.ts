import { expect, test } from 'vitest';
import { actorOf, personOf, requireRole } from '../../src/config/acting-person.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { shippedConfig } from './config-folder.ts';

const config = loadConfig(shippedConfig);

test('a person acts for his administrator group, others act for none', () => {
  expect(actorOf(config, 'li-na', 'cli', 'root')).toEqual({
    person: 'li-na',
    via: 'cli',
    group: 'news-centre',
    systemUser: 'root',
  });
  expect(actorOf(config, 'sun-lei', 'api')).toEqual({ person: 'sun-lei', via: 'api' });
});

test('an unknown person is refused with the known ones and their roles', () => {
  expect(() => personOf(config.people, 'nobody')).toThrow('there is no person nobody');
  expect(() => personOf(config.people, 'nobody')).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining('li-na (editor)') }),
  );
});

test('a missing role is refused with the people who hold it', () => {
  expect(requireRole(config.people, 'qian-feng', ['secrecy'], 'tick').name).toBe('钱峰');
  expect(() => requireRole(config.people, 'li-na', ['secrecy'], 'tick the gate secrecy')).toThrow(
    expect.objectContaining({ code: 'role-missing', remedy: 'Ask qian-feng.' }),
  );
});
