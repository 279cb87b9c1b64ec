import { describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { checkCalendar } from '../../src/calendar/check-calendar.ts';
import { calendarDaysSchema, calendarYear } from '../../src/config/calendar.ts';

const on = (day: string, calendar = buildCalendar()) => checkCalendar(calendar, Date.parse(`${day}T09:00:00+08:00`));
const announced = buildCalendar([calendarYear(2027, calendarDaysSchema.parse({ off: ['01-01'] }), 'a notice')]);

describe('what doctor says of the calendar', () => {
  it('c.3 warns of an unknown coming year when its notice is due, and is an error once that year runs', () => {
    expect(on('2026-06-01')).toMatchObject({ ok: true, level: 'info', remedy: '' });
    expect(on('2026-11-21')).toMatchObject({ ok: true, level: 'warning' });
    expect(on('2026-11-21').remedy).toContain('config/calendar/2027.yaml');
    expect(on('2027-01-01')).toMatchObject({ ok: false, level: 'error' });
  });

  it('c.3 names the version when the coming year is known', () => {
    expect(on('2026-11-21', announced)).toMatchObject({ level: 'info' });
    expect(on('2026-11-21', announced).message).toContain(announced.version);
  });
});
