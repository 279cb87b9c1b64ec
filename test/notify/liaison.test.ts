import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { recipientsOf, targetsOf } from '../../src/notify/recipients.ts';
import { type ConfigFolder, configFolder } from '../config/config-folder.ts';
import { people } from './telling.ts';

let copy: ConfigFolder;
beforeEach(() => {
  copy = configFolder();
});
afterEach(() => copy.remove());

test('O-03 reminders go to the liaison officer: a section without exactly one is refused at start', () => {
  const starts = () => loadConfig(copy.folder).people.sections.length;
  expect(starts()).toBeGreaterThan(0);
  copy.edit('people.yaml', 'liaison: sun-lei', 'liaison: [sun-lei, zhou-ting]');
  expect(starts).toThrow(/sections\[2\]\.liaison/);
  copy.edit('people.yaml', 'liaison: [sun-lei, zhou-ting]', 'liaison: zhou-ting');
  expect(starts).toThrow(/a person of the section housing-security/);
  copy.edit('people.yaml', ', liaison: zhou-ting }', ' }');
  expect(starts).toThrow(/sections\[2\]\.liaison/);
});

test('O-03 reminders go to the liaison officer and to nobody else of the section', () => {
  expect(recipientsOf(people, [{ section: 'news' }])).toEqual(['li-na']);
  expect(recipientsOf(people, [{ section: 'news' }, { section: 'housing' }, { person: 'li-na' }])).toEqual([
    'li-na',
    'sun-lei',
  ]);
});

test('a role is everybody who has it, and a recipient whom nobody knows becomes the system administrator', () => {
  expect(recipientsOf(people, [{ role: 'leader' }])).toEqual(['wang']);
  expect(recipientsOf(people, [{ person: 'gone' }])).toEqual(['he-yong']);
  expect(recipientsOf(people, [{ role: 'desk' }])).toEqual(['he-yong']);
  expect(recipientsOf(people, [])).toEqual(['he-yong']);
});

test('the next to be told are the head of the section, leaders where there is none, or a person by name', () => {
  expect(targetsOf(people, ['section-head'], [{ person: 'li-na' }])).toEqual(['zhang-wei']);
  expect(targetsOf(people, ['section-head'], [{ section: 'housing' }])).toEqual(['wang']);
  expect(targetsOf(people, ['liaison', 'leader', { person: 'he-yong' }], [{ person: 'zhang-wei' }])).toEqual([
    'li-na',
    'wang',
    'he-yong',
  ]);
});
