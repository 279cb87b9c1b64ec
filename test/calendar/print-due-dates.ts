/** Run by host-zone.test.ts in a process whose TZ is set: prints what the calendar makes of moments around midnight. */
import { beijingDay, endOfDay, isoBeijing, parseBeijing } from '../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { dueDay } from '../../src/calendar/due-date.ts';

const calendar = buildCalendar();
const lines = ['2026-09-18T23:59:00+08:00', '2026-09-19T00:01:00+08:00', '2026-09-18 23:59', '2026-09-19 00:01'].map(
  (moment) => {
    const from = beijingDay(parseBeijing(moment) ?? Number.NaN);
    const { date } = dueDay(calendar, { from, n: 14, unit: 'working-day' });
    return { from, due: isoBeijing(endOfDay(date)), dueAt: endOfDay(date) };
  },
);
process.stdout.write(JSON.stringify({ hostHour: new Date('2026-09-18T12:00:00Z').getHours(), lines }));
