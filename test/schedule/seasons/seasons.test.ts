import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { composeMarkdown } from '../../../src/posts/compose-markdown.ts';
import { readComposing } from '../../../src/posts/composing.ts';
import { allFindings, readChecking } from '../../../src/review/checks/checks.ts';
import { readSeasons, readSeasonText } from '../../../src/schedule/seasons/read-seasons.ts';
import type { SeasonRule } from '../../../src/schedule/seasons/season.ts';
import { dueSeasons, seasonDay } from '../../../src/schedule/seasons/season-day.ts';
import { shippedConfig } from '../../config/config-folder.ts';

const calendar = buildCalendar();
const config = loadConfig(shippedConfig);
const ids = config.channels.map(({ id }) => id);

describe('the day of a season', () => {
  const cases: [SeasonRule, number, string | null][] = [
    [{ solar: '12-04' }, 2026, '2026-12-04'],
    [{ solar: '02-29' }, 2026, null],
    [{ solar: '02-29' }, 2028, '2028-02-29'],
    [{ lunar: '01-15' }, 2026, '2026-03-03'],
    [{ lunar: '12-08' }, 2026, '2026-01-26'],
    [{ lunar: '12-30' }, 2026, '2026-02-16'],
    [{ term: '大雪' }, 2026, '2026-12-07'],
    [{ term: '冬至' }, 2026, '2026-12-22'],
    [{ term: '小寒' }, 2026, '2026-01-05'],
    [{ term: '立春' }, 2026, '2026-02-04'],
    [{ weekday: 'mon', month: 10, nth: 1 }, 2026, '2026-10-05'],
    [{ weekday: 'mon', month: 10, nth: 1 }, 2029, '2029-10-01'],
    [{ weekday: 'sun', month: 12, nth: -1 }, 2026, '2026-12-27'],
    [{ weekday: 'sat', month: 2, nth: 4 }, 2026, '2026-02-28'],
    [{ weekday: 'sun', onOrBefore: '05-15' }, 2022, '2022-05-15'],
    [{ weekday: 'sun', onOrBefore: '05-15' }, 2024, '2024-05-12'],
    [{ weekday: 'sun', onOrBefore: '05-15' }, 2025, '2025-05-11'],
    [{ before: '国庆节', days: 5 }, 2026, '2026-09-26'],
    [{ before: '春节', days: 0 }, 2026, '2026-02-15'],
    [{ before: '元旦', days: 1 }, 2026, '2025-12-31'],
    [{ before: '没有这个节', days: 1 }, 2026, null],
  ];
  test.each(cases)('%j in %i is %s', (rule, year, day) => {
    expect(seasonDay(calendar, rule, year)).toBe(day);
  });
});

describe('the shipped calendar', () => {
  const seasons = readSeasons('content', ids);

  test('has texts that nothing blocks, in every year that is named', () => {
    const composing = readComposing('content', config.settings.office, undefined, config.settings.posts);
    const checking = readChecking('content', composing.limits);
    expect(seasons.length).toBeGreaterThan(10);
    for (const season of seasons) {
      const words = { year: '2026', day: '11月15日', name: season.name, office: '示例局', telephone: '0000-12319' };
      const { composed, findings } = composeMarkdown(readSeasonText(season, words), new Map(), composing);
      const blocking = allFindings(findings, composed, checking).filter(({ severity }) => severity === 'blocking');
      expect(
        blocking.filter(({ check }) => check !== 'cover-missing').map((f) => `${season.id}: ${f.message}`),
      ).toEqual([]);
      expect(composed.articles[0]?.html).not.toMatch(/[{}]/);
    }
  });

  test('is due from leadDays before the first day to lastsDays after it, in each year once', () => {
    const on = (day: string) =>
      dueSeasons(calendar, seasons, day).map(({ season, year, on }) => `${season.id} ${year} ${on}`);
    expect(on('2026-11-22')).toEqual(['fire-month 2026 2026-11-01', 'heating 2026 2026-11-15']);
    expect(on('2026-05-09')).toEqual(['disaster-day 2026 2026-05-12', 'city-water-week 2026 2026-05-10']);
    expect(on('2026-01-20')).toEqual(['wages 2026 2026-01-26']);
    expect(on('2026-02-01')).toEqual(['spring-festival-safety 2026 2026-02-05', 'wages 2026 2026-01-26']);
    expect(on('2026-04-15')).toEqual([]);
  });

  test('a season that names years is due in those only', () => {
    const [first] = seasons.filter(({ id }) => id === 'heating');
    const only = first ? [{ ...first, years: [2027] }] : [];
    expect(dueSeasons(calendar, only, '2026-11-20')).toEqual([]);
    expect(dueSeasons(calendar, only, '2027-11-20')).toHaveLength(1);
  });
});

describe('a broken calendar names file, line and remedy', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'govcast-seasons-'));
    mkdirSync(join(folder, 'seasons'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, 'seasons', name), text);
  const head = '---\ntitle: 供暖\nkind: 通知\njob: 办事服务\n---\n\n';
  const entry = (fields: string) => `seasons:\n  - id: heating\n    name: 供暖季\n    text: heating.md\n${fields}`;

  test('a folder that is not there holds none', () => {
    expect(readSeasons(join(folder, 'none'), ids)).toEqual([]);
  });

  test('an account that is not there, a text that is not there', () => {
    write('a.yaml', entry("    on: { solar: '11-15' }\n    channels: [nobody]\n"));
    const problems = (() => {
      try {
        readSeasons(folder, ids);
      } catch (error) {
        return String(error instanceof Error ? error.message : error);
      }
      return '';
    })();
    expect(problems).toContain('a.yaml:6');
    expect(problems).toContain('a.yaml:4');
    expect(problems).toContain('nobody');
  });

  test('a day that is none, two ways at once', () => {
    write('heating.md', `${head}正文。`);
    write('a.yaml', entry("    on: { solar: '13-15' }\n"));
    expect(() => readSeasons(folder, ids)).toThrow(/a\.yaml:5/);
    write('a.yaml', entry("    on: { solar: '11-15', term: 大雪 }\n"));
    expect(() => readSeasons(folder, ids)).toThrow(/a\.yaml:5/);
  });

  test('a word that a text may not use, and a head that is wrong', () => {
    write('a.yaml', entry("    on: { solar: '11-15' }\n"));
    write('heating.md', `${head}正文。\n\n{{ mayor }}\n`);
    expect(() => readSeasons(folder, ids)).toThrow(/heating\.md:9/);
    write('heating.md', '---\ntitle: 供暖\nkind: 诗\njob: 办事服务\n---\n正文');
    expect(() => readSeasons(folder, ids)).toThrow(/heating\.md:3/);
  });
});
