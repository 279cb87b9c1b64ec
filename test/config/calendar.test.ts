import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { announcedYears } from '../../src/calendar/announced-days.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { dueDay } from '../../src/calendar/due-date.ts';
import { calendarFileSchema, calendarYearOfFile, calendarYearsSchema } from '../../src/config/calendar.ts';
import { parseYaml, readYaml } from '../../src/config/read-yaml.ts';

const files = readdirSync('config/calendar').map(
  (name) => readYaml(`config/calendar/${name}`, calendarFileSchema).value,
);
const notice = "notice: {title: 通知, url: 'https://www.gov.cn/x.htm'}\n";
const parse = (text: string) => parseYaml('2027.yaml', text, calendarFileSchema).value;

describe('config/calendar', () => {
  it('c.3 every file cites its notice and is named by its year', () => {
    expect(readdirSync('config/calendar').sort()).toEqual(files.map((f) => `${f.year}.yaml`).sort());
    for (const file of files) {
      expect(file.notice.title).toBe(`国务院办公厅关于${file.year}年部分节假日安排的通知`);
      expect(file.notice.url).toMatch(/^https:\/\/www\.gov\.cn\//);
    }
  });

  it('c.3 agrees with the bundled data for the years that both know', () => {
    for (const file of files) {
      const bundled = announcedYears().find((y) => y.year === file.year);
      const own = calendarYearOfFile(file);
      expect([...own.off.keys()].sort()).toEqual([...(bundled?.off.keys() ?? [])].sort());
      expect([...own.work.keys()].sort()).toEqual([...(bundled?.work.keys() ?? [])].sort());
    }
  });

  it('c.3 replaces the bundled year whole', () => {
    const changed = parse(`year: 2026\n${notice}off: ['10-01..10-03']`);
    const calendar = buildCalendar([calendarYearOfFile(changed)]);
    expect(dueDay(calendar, { from: '2026-09-30', n: 3, unit: 'working-day' }).date).toBe('2026-10-07');
  });

  it('takes days with and without a name, as a case file and a planner input write them', () => {
    const years = calendarYearsSchema.parse({ 2026: { off: ['10-01..10-07', '12-31'], work: ['10-10'] } });
    expect(years['2026']?.off).toHaveLength(2);
  });

  it.each([
    ["off: ['13-01']", 'off'],
    ["off: ['02-30']", 'off'],
    ["off: ['10-07..10-01']", 'off'],
    ["off: ['2026-10-01']", 'off'],
    ["off: []\nwork: ['10-01..10-02']", 'work'],
    ['off: []\nholidays: []', 'holidays'],
  ])('refuses %s and names the line', (text, path) => {
    const line = text.split('\n').length + 2;
    expect(() => parse(`year: 2027\n${notice}${text}`)).toThrow(new RegExp(`2027\\.yaml:${line}[\\s\\S]*${path}`));
  });

  it('refuses a calendar without its notice', () => {
    expect(() => parse('year: 2027\noff: []')).toThrow(/notice/);
  });
});
