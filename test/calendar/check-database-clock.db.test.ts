import { expect, it } from 'vitest';
import { checkDatabaseClock, databaseClockCheck } from '../../src/calendar/check-database-clock.ts';
import { systemClock } from '../../src/clock.ts';
import { openTestStore } from '../store/test-store.ts';

const at = Date.parse('2026-11-20T09:00:00+08:00');

it.each([
  [0, 'info'],
  [30_000, 'info'],
  [-30_000, 'info'],
  [30_001, 'warning'],
  [-31_000, 'warning'],
])('a database clock that is %i ms off ours is of level %s', (off, level) => {
  expect(databaseClockCheck(at, at + off)).toMatchObject({ name: 'clock.database', ok: true, level });
});

it('says which way it is off, in seconds and in Beijing time', () => {
  const { message, remedy } = databaseClockCheck(at, at - 90_000);
  expect(message).toBe('the database says 2026-11-20T08:58:30+08:00, 90 s behind this machine');
  expect(remedy).toContain('NTP');
});

it('compares with the clock of the database that is open', async () => {
  const store = await openTestStore();
  const ours = systemClock();
  expect(await checkDatabaseClock(store.db, store.place, ours)).toMatchObject({ level: 'info' });
  const wrong = { ...ours, now: () => ours.now() + 3_600_000 };
  const check = await checkDatabaseClock(store.db, store.place, wrong);
  expect(check.level).toBe('sqlite' in store.place ? 'info' : 'warning');
  expect(check.message).toContain('sqlite' in store.place ? 'SQLite is on this machine' : 'behind this machine');
  await store.close();
});
