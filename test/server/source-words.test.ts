import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { rulesUnderstood } from '../../src/server/rules-understood.ts';
import { readSourceNames, sourceWords } from '../../src/server/source-words.ts';
import { shippedConfig } from '../config/config-folder.ts';

const names = readSourceNames('content');
const words = (source: string) => sourceWords(names, source);

test('a rule names the documents that it comes from, not their keys; other marks stay', () => {
  expect(words('S2 附件3；S1 一(四)2（C-12）')).toBe(
    '聊城市住建局政务公开实施方案（2019年）附件3；枣庄市2024年政务公开工作要点（枣政办发〔2024〕5号）一(四)2（C-12）',
  );
  expect(words('国办秘函〔2019〕19号（V-2）；S9；S-1；S10')).toBe('国办秘函〔2019〕19号（V-2）；S9；S-1；S10');
});

test('every document that the shipped rules cite has a name', () => {
  const shown = rulesUnderstood(loadConfig(shippedConfig), buildCalendar(), Date.parse('2026-11-23T09:12:00+08:00'));
  expect(shown.some(({ source }) => source.includes('S'))).toBe(true);
  for (const { rule, source } of shown) expect([rule, words(source)]).toEqual([rule, expect.not.stringMatching(/S\d/)]);
  const files = readdirSync('config').filter((name) => name.endsWith('.yaml'));
  for (const name of files) {
    for (const [, source = ''] of readFileSync(join('config', name), 'utf8').matchAll(/\bsource: (.*)/g))
      expect([name, words(source)]).toEqual([name, expect.not.stringMatching(/(?<!\w)S\d/)]);
  }
});
