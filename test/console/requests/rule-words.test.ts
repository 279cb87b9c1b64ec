import { expect, test } from 'vitest';
import { ruleWords } from '../../../src/console/requests/rule-words.ts';

test('a rule reads as a sentence with its number last', () => {
  expect(ruleWords('Q-13 急办事项3天')).toBe('急办事项 3 天（Q-13）');
  expect(ruleWords('Q-12 网上咨询20个工作日')).toBe('网上咨询 20 个工作日（Q-12）');
  expect(ruleWords('本局规定 5 天')).toBe('本局规定 5 天');
});
