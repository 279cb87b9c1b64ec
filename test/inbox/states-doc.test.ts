import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requestTransitions } from '../../src/inbox/request.ts';

test('docs/states.md has the transitions of a request', () => {
  const [, part = ''] = readFileSync('docs/states.md', 'utf8').split(
    '| request | event | becomes |\n| --- | --- | --- |\n',
  );
  const told = part
    .slice(0, part.indexOf('\n\n'))
    .split('\n')
    .map((line) => line.replaceAll(/[|`]/g, ' ').trim().split(/\s+/));
  const known = Object.entries(requestTransitions).flatMap(([state, events = {}]) =>
    Object.entries(events).map(([event, to]) => [state, event, to]),
  );
  expect(told).toEqual(known);
});
