import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { historyTransitions } from '../../src/channels/channel-history.ts';
import { accountStateNames, lifeTransitions } from '../../src/channels/life-cycle.ts';
import { stateLabels, transitions } from '../../src/delivery/state.ts';
import { postTransitions } from '../../src/posts/post-state.ts';
import { reviewTransitions } from '../../src/review/review.ts';
import { dutyNames, dutyTransitions } from '../../src/schedule/reposts/repost-duty.ts';

const page = readFileSync('docs/states.md', 'utf8');

/** The rows of the table whose head begins with these columns; marks of code taken off. */
function rowsUnder(...head: string[]): string[][] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head.join(' | ')} |`));
  const rest = lines.slice(start + 2);
  const rows = rest.slice(
    0,
    rest.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replaceAll('`', '').trim()),
  );
}

const eventsOf = (table: Record<string, Partial<Record<string, string>>>) =>
  Object.entries(table).flatMap(([state, events]) => Object.entries(events).map(([event, to]) => [state, event, to]));

test('docs/states.md has the words of every state of a delivery', () => {
  const words = rowsUnder('state', '中文').map(([state, word]) => [state, word]);
  expect(words).toEqual(Object.entries(stateLabels));
});

test('docs/states.md has the transitions of a delivery', () => {
  const told = rowsUnder('from', 'to').map(([from, to]) => [from, to === 'none' ? [] : to?.split(', ')]);
  expect(told).toEqual(Object.entries(transitions));
});

test('docs/states.md has the transitions of a post and of a run of review', () => {
  expect(rowsUnder('state', 'event', 'becomes')).toEqual(eventsOf(postTransitions));
  expect(rowsUnder('run', 'event', 'becomes')).toEqual(eventsOf(reviewTransitions));
});

test('docs/states.md has the life of an account and what an account owes of a repost task', () => {
  expect(rowsUnder('account', '中文')).toEqual(Object.entries(accountStateNames));
  expect(rowsUnder('account', 'filed', 'becomes')).toEqual(eventsOf(lifeTransitions));
  expect(rowsUnder('duty', '中文')).toEqual(Object.entries(dutyNames));
  expect(rowsUnder('duty', 'event', 'becomes')).toEqual(eventsOf(dutyTransitions));
});

test('docs/states.md has the transitions of reading the history of an account', () => {
  const told = rowsUnder('history', 'becomes').map(([from, to]) => [from, to?.split(', ')]);
  expect(told).toEqual(Object.entries(historyTransitions));
});
