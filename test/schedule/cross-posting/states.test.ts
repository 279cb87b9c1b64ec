import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { crossPostTransitions } from '../../../src/schedule/cross-posting/cross-post-state.ts';

test('docs/states.md has the transitions of what a cross-posting rule took', () => {
  const [, part = ''] = readFileSync('docs/states.md', 'utf8').split(
    '| taken | event | becomes |\n| --- | --- | --- |\n',
  );
  const told = part
    .slice(0, part.indexOf('\n\n'))
    .split('\n')
    .map((line) => line.replaceAll(/[|`]/g, ' ').trim().split(/\s+/));
  const known = Object.entries(crossPostTransitions).flatMap(([state, events]) =>
    Object.entries(events).map(([event, to]) => [state, event, to]),
  );
  expect(told).toEqual(known);
});
