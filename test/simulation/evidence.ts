import { endOfDay, parseBeijing } from '../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Evidence, Line } from '../../src/simulation/checks/evidence.ts';
import type { Effect, PublicArticle } from '../../src/simulation/simulated-platform.ts';

const config = loadConfig(readEnvironment({}).configFolder);
const calendar = buildCalendar(config.calendarYears);
export const SUB = 'wx0000000000000001';
export const SERVICE = 'wx0000000000000002';

export function at(text: string): number {
  const moment = parseBeijing(text);
  if (moment === null) throw new Error(text);
  return moment;
}

/** A fortnight in which one post was approved, had its call and went out on the main account, and nothing else was. */
export function goodEvidence(): Evidence {
  return {
    ...{ calendar, first: '2026-08-31', last: '2026-09-13', end: endOfDay('2026-09-13') },
    ...{ channels: config.channels, rules: config.cadence.rules.filter((r) => r.rule.id !== 'week-3') },
    effects: [effect('2026-09-02T10:00:10', '停水通知', 'http://127.0.0.1:1/a.html#gc-d1')],
    published: [
      article(SUB, '2026-08-28T10:00'),
      article(SUB, '2026-09-02T10:00:10'),
      article(SERVICE, '2026-09-01T09:00'),
    ],
    lines: goodLines(),
    texts: new Map([['h1', { post: 'p1', titles: ['停水通知'], messages: ['**停水通知**'] }]]),
    waiting: new Set(),
    outages: [],
    isAtWork: () => true,
  };
}

export function goodLines(): Line[] {
  return [
    line(1, '2026-09-01T15:00', 'placement.add', 'post', 'p1', {
      channel: 'sub',
      act: 'publish',
      at: '2026-09-02T10:00:00+08:00',
    }),
    line(2, '2026-09-01T16:00', 'post.approve', 'post', 'p1', { contentHash: 'h1' }),
    line(3, '2026-09-01T16:00', 'delivery.planned', 'delivery', 'd1', {
      ...{ subjectId: 'p1', channel: 'sub', hash: 'h1', dueAt: at('2026-09-02T10:00') },
    }),
    line(4, '2026-09-02T10:00', 'delivery.begin', 'delivery', 'd1', { step: 'publish', hash: 'h1' }),
    line(5, '2026-09-02T10:00:10', 'delivery.published', 'delivery', 'd1', { state: 'published', reason: 'fact' }),
  ];
}

export function line(seq: number, when: string, act: string, kind: string, id: string, after: Line['after']): Line {
  return { seq, at: at(when), actor: 'govcast', act, kind, id, before: {}, after };
}

export function effect(when: string, text: string, marker: string, kind = 'published', account = SUB): Effect {
  return { at: at(when), account, kind, text, marker, detail: { via: 'api' } };
}

export function article(account: string, when: string): PublicArticle {
  const ids = { jobId: when, msgDataId: when, contentSourceUrl: '', url: 'http://127.0.0.1:1/s/1' };
  return { ...ids, account, idx: 1, via: 'publish', title: '停水通知', at: at(when), deleted: false };
}
