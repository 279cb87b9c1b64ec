import { expect, test } from 'vitest';
import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { afterOfficeMinutes } from '../../src/calendar/office-hours.ts';
import { quietUntil } from '../../src/notify/quiet-hours.ts';
import { notifyOf } from './telling.ts';

const calendar = buildCalendar([]);
const at = (moment: string) => Date.parse(`${moment}:00+08:00`);
const shown = (moment: number) => isoBeijing(moment).slice(0, 16);

test.each([
  ['2026-11-25T20:59', '2026-11-25T20:59', 'tell'],
  ['2026-11-25T21:00', '2026-11-26T07:30', 'tell'],
  ['2026-11-26T00:00', '2026-11-26T07:30', 'tell'],
  ['2026-11-26T07:29', '2026-11-26T07:30', 'tell'],
  ['2026-11-26T07:30', '2026-11-26T07:30', 'tell'],
  ['2026-11-28T10:00', '2026-11-28T10:00', 'tell'],
  // A Saturday waits for Monday, and the eve of the National Day for the first working day after it.
  ['2026-11-28T10:00', '2026-11-30T07:30', 'quiet'],
  ['2026-11-27T22:00', '2026-11-30T07:30', 'quiet'],
])('at %s what is not red is told from %s on (days off: %s)', (moment, until, daysOff) => {
  const notify = notifyOf({ quiet: { daysOff } });
  expect(shown(quietUntil(notify, calendar, at(moment)))).toBe(until);
});

test('quiet hours that do not cross midnight, and none at all', () => {
  const noon = notifyOf({ quiet: { from: '12:00', to: '13:30' } });
  expect(shown(quietUntil(noon, calendar, at('2026-11-25T12:10')))).toBe('2026-11-25T13:30');
  const none = notifyOf({ quiet: { from: '00:00', to: '00:00' } });
  expect(shown(quietUntil(none, calendar, at('2026-11-25T00:00')))).toBe('2026-11-25T00:00');
});

const spans = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

test.each([
  ['2026-11-25T10:00', 60, '2026-11-25T11:00'],
  ['2026-11-25T10:00', 120, '2026-11-25T12:00'],
  ['2026-11-25T10:00', 121, '2026-11-25T13:31'],
  ['2026-11-25T12:30', 30, '2026-11-25T14:00'],
  ['2026-11-25T17:00', 60, '2026-11-26T09:00'],
  // Friday evening: the weekend does not count.
  ['2026-11-27T17:00', 60, '2026-11-30T09:00'],
  // A made-up Sunday before the Mid-Autumn and National Day holidays counts.
  ['2026-09-19T10:00', 60, '2026-09-20T09:30'],
])('%s and %i minutes of working time is %s', (from, minutes, until) => {
  expect(shown(afterOfficeMinutes(calendar, spans, at(from), minutes))).toBe(until);
});
