import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filingSheet } from '../../src/channels/filing-sheet.ts';
import { type Filed, lifeOf, stateOn } from '../../src/channels/life-cycle.ts';

const filed = (event: Filed['event'], onDay: string, untilDay: string | null = null) => ({ event, onDay, untilDay });

describe('the life of an account', () => {
  it('runs when nothing was filed', () => {
    const { life } = lifeOf([]);
    expect(life).toEqual({ openedOn: null, closedOn: null, cancelledOn: null, pauses: [], closures: [] });
    expect(stateOn(life, '2026-11-20')).toBe('running');
  });

  it('is paused from the first to the last day of what was filed, both included', () => {
    const { life } = lifeOf([filed('opened', '2020-01-01'), filed('paused', '2026-11-02', '2026-11-08')]);
    const days = ['2026-11-01', '2026-11-02', '2026-11-08', '2026-11-09'];
    expect(days.map((day) => stateOn(life, day))).toEqual(['running', 'paused', 'paused', 'running']);
  });

  it('works again on the day of resuming; a pause resumed on its first day never was', () => {
    const { life } = lifeOf([filed('paused', '2026-11-02'), filed('resumed', '2026-11-10')]);
    expect(life.pauses).toEqual([{ from: '2026-11-02', to: '2026-11-09' }]);
    expect(lifeOf([filed('paused', '2026-11-02'), filed('resumed', '2026-11-02')]).life.pauses).toEqual([]);
  });

  it('is closed from the closing day on, and open again when it was opened again', () => {
    const closed = [filed('closed', '2026-06-30')];
    expect(stateOn(lifeOf(closed).life, '2026-06-29')).toBe('running');
    expect(stateOn(lifeOf(closed).life, '2026-06-30')).toBe('closed');
    const again = lifeOf([...closed, filed('opened', '2026-09-01')]).life;
    expect(again).toMatchObject({ openedOn: '2026-09-01', closedOn: null });
    expect(['2026-06-29', '2026-08-31', '2026-09-01'].map((day) => stateOn(again, day))).toEqual([
      'running',
      'closed',
      'running',
    ]);
  });

  it('ends a pause by closing, so that an account that is opened again runs', () => {
    const ended = [filed('paused', '2026-01-01'), filed('closed', '2026-02-01'), filed('opened', '2026-03-01')];
    const { life, problem } = lifeOf(ended);
    expect(problem).toBeNull();
    expect(life.pauses).toEqual([{ from: '2026-01-01', to: '2026-01-31' }]);
    expect(stateOn(life, '2026-04-01')).toBe('running');
    expect(lifeOf([filed('paused', '2026-01-01'), filed('cancelled', '2026-02-01')]).life.pauses).toHaveLength(1);
    const longOver = [filed('paused', '2026-01-01', '2026-01-05'), filed('closed', '2026-02-01')];
    expect(lifeOf(longOver).life.pauses).toEqual([{ from: '2026-01-01', to: '2026-01-05' }]);
  });

  it.each([
    ['a second opening', [filed('opened', '2020-01-01'), filed('opened', '2021-01-01')], 'running'],
    ['resuming what runs', [filed('resumed', '2021-01-01')], 'running'],
    [
      'resuming after the pause has ended',
      [filed('paused', '2026-01-01', '2026-01-31'), filed('resumed', '2026-03-01')],
      'running',
    ],
    ['a change after closing', [filed('closed', '2026-01-01'), filed('changed', '2026-02-01')], 'closed'],
    ['anything after cancelling', [filed('cancelled', '2026-01-01'), filed('opened', '2026-02-01')], 'cancelled'],
  ])('does not allow %s', (_what, events, state) => {
    expect(lifeOf(events).problem).toMatchObject({ state });
  });

  it('never has overlapping pauses, and no pause ends before it begins', () => {
    const event = fc.constantFrom<Filed['event']>('opened', 'changed', 'paused', 'resumed', 'closed', 'cancelled');
    const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-02-${String(d).padStart(2, '0')}`);
    const events = fc
      .array(fc.tuple(event, day, fc.option(day)), { maxLength: 12 })
      .map((all) =>
        all
          .map(([e, onDay, until]) => filed(e, onDay, e === 'paused' && until && until >= onDay ? until : null))
          .sort((a, b) => a.onDay.localeCompare(b.onDay)),
      );
    fc.assert(
      fc.property(events, (all) => {
        const { life, problem } = lifeOf(all);
        if (problem) return;
        for (const [i, { from, to }] of life.pauses.entries()) {
          const next = life.pauses[i + 1];
          expect(to === null || from <= to).toBe(true);
          if (next && life.closedOn === null && to !== null) expect(to < next.from).toBe(true);
        }
      }),
    );
  });
});

it('the sheet of filings is read by office programs and holds no formula', () => {
  const filing = {
    ...{ account: 'a', name: '=HYPERLINK("x")', platform: 'weibo', office: '局,新闻中心', event: 'opened' as const },
    ...{ eventName: '开设', on: '2020-01-01', until: null, unit: '市政府办', number: null, filedOn: null },
    ...{ reason: '两行\n事由', recordedBy: 'zhang-wei', recordedAt: '2026-11-20T09:00:00+08:00' },
  };
  const sheet = filingSheet([filing]);
  expect(sheet.startsWith('\uFEFF账号编号,账号名称,')).toBe(true);
  expect(sheet).toContain(`a,"'=HYPERLINK(""x"")",weibo,"局,新闻中心",开设,2020-01-01,,市政府办,未备案,,"两行\n事由",`);
  expect(sheet.endsWith('\r\n')).toBe(true);
});
