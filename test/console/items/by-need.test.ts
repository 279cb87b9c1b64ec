import { expect, test } from 'vitest';
import { byNeed } from '../../../src/console/items/by-need.ts';

test('columns that call for somebody stand first, the worst before the others, the rest as in the table', () => {
  const states = ['green', 'yellow', null, 'breached', 'paused', 'red', 'orange', 'breached'] as const;
  const columns = states.map((state, i) => ({ state, number: i + 1 }));
  expect(byNeed(columns).map(({ number }) => number)).toEqual([4, 8, 6, 7, 2, 1, 3, 5]);
});
