import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beijingDay, plusDays } from '../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { type ReplyCase, replyClock } from '../../src/inbox/reply-clock.ts';

const calendar = buildCalendar();
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const twenty = { days: 20, unit: 'working-day' as const };
const read = (request: Partial<ReplyCase> & { receivedAt: number }, now: string) =>
  replyClock(calendar, { rule: twenty, ...request }, at(now));
const dueOf = (request: Partial<ReplyCase> & { receivedAt: number }, now: string) =>
  beijingDay(read(request, now).dueAt ?? 0);

describe('the reply clock', () => {
  it('begins with the confirmation by both sides where there is one', () => {
    const sent = { receivedAt: at('2026-11-20T10:00:00'), startAt: at('2026-11-23T10:00:00') };
    expect(dueOf(sent, '2026-11-24T10:00:00')).toBe('2026-12-21');
  });

  it('begins again when the corrected request comes in', () => {
    const correction = { noticeAt: at('2026-12-01T10:00:00'), correctedAt: at('2026-12-02T10:00:00') };
    const request = { receivedAt: at('2026-11-20T10:00:00'), correction };
    expect(read(request, '2026-12-01T12:00:00')).toMatchObject({ state: 'paused', why: 'correction', dueAt: null });
    expect(dueOf(request, '2026-12-03T10:00:00')).toBe('2026-12-30');
  });

  it('is lengthened by one extension from the same day 0', () => {
    const request = { receivedAt: at('2026-06-01T10:00:00'), extension: { at: at('2026-06-20T10:00:00'), days: 20 } };
    expect(dueOf(request, '2026-06-15T10:00:00')).toBe('2026-06-30');
    expect(dueOf(request, '2026-06-21T10:00:00')).toBe('2026-07-28');
  });

  it('leaves out the days on which a third party was being asked', () => {
    const pauses = [{ from: at('2026-11-05T10:00:00'), to: at('2026-11-12T10:00:00') }];
    const request = { receivedAt: at('2026-11-02T10:00:00'), pauses };
    expect(dueOf({ receivedAt: request.receivedAt }, '2026-11-20T10:00:00')).toBe('2026-11-30');
    expect(dueOf(request, '2026-11-20T10:00:00')).toBe('2026-12-07');
    expect(read(request, '2026-11-10T10:00:00')).toMatchObject({ state: 'paused', resumeBy: '2026-11-26' });
  });

  it('does not count a day twice when two third parties are asked at once', () => {
    const one = { from: at('2026-11-05T10:00:00'), to: at('2026-11-12T10:00:00') };
    const receivedAt = at('2026-11-02T10:00:00');
    const twice = { receivedAt, pauses: [one, { ...one, from: at('2026-11-09T10:00:00') }] };
    expect(dueOf(twice, '2026-11-20T10:00:00')).toBe(dueOf({ receivedAt, pauses: [one] }, '2026-11-20T10:00:00'));
  });

  it('moves the end of a calendar-day limit off a day off only when told to', () => {
    const rule = { days: 7, unit: 'day' as const };
    const request = { receivedAt: at('2026-09-30T10:00:00') };
    expect(dueOf({ ...request, rule }, '2026-10-01T10:00:00')).toBe('2026-10-07');
    expect(dueOf({ ...request, rule: { ...rule, whenOff: 'later' } }, '2026-10-01T10:00:00')).toBe('2026-10-08');
  });

  it('stands as it was at the reply, whatever comes after', () => {
    const late = { at: at('2026-12-24T10:00:00'), days: 20 };
    const request = { receivedAt: at('2026-11-20T10:00:00'), repliedAt: at('2026-12-21T10:00:00'), extension: late };
    expect(read(request, '2027-03-01T10:00:00')).toMatchObject({ state: 'answeredLate', left: null });
  });

  it('never ends earlier because somebody was asked or the limit was extended', () => {
    const day = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(day, day, day, (asked, answered, now) => {
        const moment = (n: number) => at(`${plusDays('2026-09-01', n)}T12:00:00`);
        const receivedAt = moment(0);
        const pauses = [{ from: moment(asked), to: moment(asked + answered) }];
        const read = (more: Partial<ReplyCase>) =>
          replyClock(calendar, { rule: twenty, receivedAt, ...more }, moment(now));
        const plain = read({}).dueAt ?? 0;
        expect(read({ pauses }).dueAt).toBeGreaterThanOrEqual(plain);
        expect(read({ pauses, extension: { at: moment(asked), days: 20 } }).dueAt).toBeGreaterThanOrEqual(plain);
      }),
    );
  });
});
