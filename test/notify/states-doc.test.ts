import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { noticeStateLabels, noticeTransitions } from '../../src/notify/notice.ts';

test('docs/states.md has the states of a notice, their words and what follows', () => {
  const page = readFileSync('docs/states.md', 'utf8');
  const part = page.slice(page.indexOf('## Notice'));
  const rows = part
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replaceAll('`', '').trim()),
    );
  const told = rows.slice(0, Object.keys(noticeTransitions).length);
  expect(told.map(([state, word]) => [state, word])).toEqual(Object.entries(noticeStateLabels));
  expect(told.map(([state, , to]) => [state, to === 'none' ? [] : to?.split(', ')])).toEqual(
    Object.entries(noticeTransitions),
  );
});
