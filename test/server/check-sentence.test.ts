import { expect, test } from 'vitest';
import { databaseClockCheck } from '../../src/calendar/check-database-clock.ts';
import { checkSentence, readCheckWording } from '../../src/server/check-sentence.ts';

const wording = readCheckWording('content');

test('the clock of the database has its own sentence, good and bad, beside that of the machine', () => {
  const at = Date.parse('2026-11-23T09:12:00+08:00');
  const [good, bad] = [at, at + 600_000].map((clock) => checkSentence(wording, databaseClockCheck(at, clock)));
  expect(good?.says).toBe('服务器和数据库的时间一致');
  expect(bad).toMatchObject({ says: '服务器和数据库的时间不一致', remedy: expect.stringContaining('校时') });
});
