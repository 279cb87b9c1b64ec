import { describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { dueDay } from '../../src/calendar/due-date.ts';
import { peopleSchema } from '../../src/config/people.ts';
import { parseYaml, readYaml } from '../../src/config/read-yaml.ts';
import { routingProblems, routingSchema } from '../../src/config/routing.ts';
import { replyClock } from '../../src/inbox/reply-clock.ts';
import { excerptOf, routeText } from '../../src/inbox/request.ts';

const calendar = buildCalendar();
const { value: routing } = readYaml('config/routing.yaml', routingSchema);
const dueOf = (way: string, text: string, from: string) => {
  const { limit } = routeText(routing, way, text);
  return dueDay(calendar, { from, n: limit.days, unit: limit.unit }).date;
};

const stateOf = (way: string, text: string, from: string, now: string) => {
  const { limit } = routeText(routing, way, text);
  const receivedAt = Date.parse(`${from}T10:00:00+08:00`);
  return replyClock(calendar, { rule: limit, receivedAt }, Date.parse(`${now}+08:00`)).state;
};

describe('the way of a text', () => {
  it('Q-12 site consultation is due in 20 working days', () => {
    const text = '请问维修基金怎么提取';
    expect(dueOf('site-form', text, '2026-11-20')).toBe('2026-12-18');
    expect(stateOf('site-form', text, '2026-11-20', '2026-12-18T23:59:59')).toBe('red');
    expect(stateOf('site-form', text, '2026-11-20', '2026-12-19T00:00:00')).toBe('breached');
  });

  it('Q-13 hotline 3 and 7 days are calendar days', () => {
    expect(dueOf('hotline-call', '想问问情况', '2026-11-20')).toBe('2026-11-23');
    expect(dueOf('hotline-letter', '想问问情况', '2026-11-20')).toBe('2026-11-27');
    expect(routeText(routing, 'hotline-call', '想问问情况').limit.source).toContain('Q-13');
  });

  it('X-04 clock follows the way in, not the owner', () => {
    const routes = ['hotline-call', 'hotline-letter', 'site-form'].map((way) => routeText(routing, way, '了解一下'));
    expect(new Set(routes.map((r) => r.section)).size).toBe(1);
    const dues = ['hotline-call', 'hotline-letter', 'site-form'].map((way) => dueOf(way, '了解一下', '2026-11-20'));
    expect(dues).toEqual(['2026-11-23', '2026-11-27', '2026-12-18']);
  });

  it('M-05 error reports have their own clock', () => {
    const route = routeText(routing, 'message', '找错：首页链接打不开');
    expect(route).toMatchObject({ kind: 'site-error', limit: { days: 5, unit: 'working-day' } });
    expect(dueOf('message', '找错：首页链接打不开', '2026-11-16')).toBe('2026-11-23');
  });

  it('Q-02 request is answered in 20 working days', () => {
    const route = routeText(routing, 'message', '我要依申请公开');
    expect(route).toMatchObject({ kind: 'disclosure', section: 'office' });
    expect(dueOf('message', '我要依申请公开', '2026-11-20')).toBe('2026-12-18');
    expect(stateOf('message', '我要依申请公开', '2026-11-20', '2026-12-19T00:00:00')).toBe('breached');
  });

  it('goes to the kind named for texts without any word', () => {
    expect(routeText(routing, 'comment', '👍')).toMatchObject({ kind: 'consultation', section: 'hotline' });
  });
});

describe('routing.yaml', () => {
  const people = readYaml('config/people.yaml', peopleSchema).value;

  it('names only sections that exist', () => {
    expect(routingProblems(routing, people)).toEqual([]);
    const stray = { ...routing, topics: [{ words: ['x'], section: 'nowhere' }] };
    expect(routingProblems(stray, people)).toMatchObject([{ path: ['topics', 0, 'section'], found: 'nowhere' }]);
  });

  it('is refused with the line when the fallback kind or an intake is missing', () => {
    const text =
      'intakes:\n  - {id: message, name: a, limit: {days: 1, source: s}}\nkinds:\n  - {id: a, name: b, section: c}\notherwise: z\n';
    expect(() => parseYaml('routing.yaml', text, routingSchema)).toThrow(/routing\.yaml/);
  });
});

describe('an excerpt', () => {
  it('is cut by code points and stands on one line', () => {
    expect(excerptOf('一\n 二', 10)).toBe('一 二');
    expect([...excerptOf('😀'.repeat(100), 10)]).toHaveLength(10);
  });
});
