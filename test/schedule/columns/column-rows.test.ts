/** The 54 rows of the table of update deadlines: what the shipped file says, against the figures of each rule's own row. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endOfDay, isoBeijing, startOfDay } from '../../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { clockRuleOf, columnPath, columnsSchema, limitOf } from '../../../src/config/columns.ts';
import { readYaml } from '../../../src/config/read-yaml.ts';
import { replyClock } from '../../../src/inbox/reply-clock.ts';
import type { UpdateEvent } from '../../../src/schedule/cadence/channel-history.ts';
import {
  type ColumnFacts,
  columnReading,
  type FormedFact,
  missedByColumn,
} from '../../../src/schedule/columns/column-clock.ts';

const calendar = buildCalendar();
const { value: table } = readYaml('config/columns.yaml', columnsSchema);
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const DAY_MS = 86_400_000;

interface RuleRow {
  number: number;
  /** The test's name. */
  evidence: string;
  holds: string;
}

/** Rows C-row-01 to C-row-54 of the rules, with what each must at least show. */
function ruleRows(): RuleRow[] {
  const lines = readFileSync('test/rules/rules.csv', 'utf8').split('\n');
  return lines.flatMap((line) => {
    const number = /^C-row-(\d\d),/.exec(line)?.[1];
    const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map((m) => m[1] ?? m[2] ?? '');
    return number === undefined ? [] : [{ number: Number(number), holds: fields[3] ?? '', evidence: fields[4] ?? '' }];
  });
}

const update = (moment: string): UpdateEvent => ({
  ...{ at: at(moment), act: 'publish', original: true, repost: false, linkOk: true, deletedAt: null },
});
const facts = (events: UpdateEvent[], formed: FormedFact[] = []): ColumnFacts => ({
  history: { openedOn: null, addedOn: '2026-01-05', closedOn: null, pauses: [], events, triggers: [] },
  formed,
  owed: [],
});
const formedOn = (day: string): FormedFact => ({
  ...{ scheduleClass: 'immediately', formedAt: startOfDay(day), byOn: null, doneAt: null, goneAt: null },
});

/** The words of a row as a sentence: column, owner, what is asked. */
function saidBy({ holds }: RuleRow) {
  const [, path = '', owner = '', asked = ''] = /^Column (\S+) of ([^:]+): (.+)$/u.exec(holds) ?? [];
  return { path, owner: owner.replace(/ \((?:owner|level) uncertain\)$/, ''), asked };
}

const rows = ruleRows();

describe('the table of update deadlines', () => {
  it('holds every row once', () => {
    expect(rows).toHaveLength(54);
    expect(table.columns.map((c) => c.number)).toEqual(rows.map((r) => r.number));
  });

  it.each(rows.map((row) => [row.evidence, row] as const))('%s', (_name, row) => {
    const { path, owner, asked } = saidBy(row);
    const column = table.columns.find((c) => c.number === row.number)!;
    expect([columnPath(column), column.owner]).toEqual([path, owner]);
    expect(column.uncertain.length > 0).toBe(row.holds.includes('uncertain'));
    const rule = clockRuleOf(table, column);
    const read = (events: UpdateEvent[], now: string, formed: FormedFact[] = []) =>
      columnReading(calendar, rule!, facts(events, formed), at(now));
    const missed = (events: UpdateEvent[], now: string) =>
      missedByColumn(calendar, rule!, facts(events), at('2026-09-01T00:00:00'), at(now)).map((m) =>
        isoBeijing(m.dueAt),
      );

    if (asked.startsWith('real time')) {
      const [, formed = '', soft = '', hard = ''] =
        /formed Fri (\S+) and absent is soft-late from (\S+) 00:00, hard-late from (\S+) 00:00/.exec(asked) ?? [];
      const open = [formedOn(formed)];
      expect(read([], `${formed}T23:59:59`, open)).toMatchObject({ limit: 'soft', dueAt: startOfDay(soft) - 1000 });
      expect(read([], `${soft}T00:00:00`, open)).toMatchObject({ limit: 'hard', state: 'orange' });
      const last = isoBeijing(startOfDay(hard) - 1000).slice(0, 19);
      expect(read([], last, open)).toMatchObject({ state: 'red', left: 0, dueAt: startOfDay(hard) - 1000 });
      expect(read([], `${hard}T00:00:00`, open).state).toBe('breached');
      expect(read([], `${hard}T00:00:00`).state).toBe('green');
    } else if (asked.startsWith('14 working days')) {
      const [, last = '', due = '', late = ''] =
        /last updated Fri (\S+) it is due Wed (\S+) and breached from (\S+) 00:00/.exec(asked) ?? [];
      const events = [update(`${last}T10:00:00`)];
      expect(read(events, `${due}T23:59:59`)).toMatchObject({ dueAt: endOfDay(due), left: 0, state: 'red' });
      expect(read(events, `${late}T00:00:00`)).toMatchObject({ dueAt: endOfDay(due), state: 'breached' });
    } else if (/^(?:monthly|quarterly)/.test(asked)) {
      const [, late = '', before = ''] = /breached from (\S+) 00:00, an update of (\S+) notwithstanding/.exec(asked)!;
      const due = `${isoBeijing(startOfDay(late) - DAY_MS).slice(0, 10)}T23:59:59+08:00`;
      const silent = [update(`${before}T23:00:00`)];
      expect(missed(silent, due.slice(0, 19))).not.toContain(due);
      expect(missed(silent, `${late}T00:00:00`)).toContain(due);
      expect(read(silent, `${late}T00:00:00`).previousMet).toBe(false);
      expect(missed([...silent, update(due.slice(0, 19))], `${late}T00:00:00`)).not.toContain(due);
    } else if (asked.startsWith('reply in')) {
      const limit = limitOf(table, column)!.rule;
      const { days, unit } = limit.kind === 'reply' ? limit : { days: 0, unit: 'day' as const };
      const [, n = '', received = '', due = '', late = ''] =
        /reply in (\d+) working days; received Fri (\S+) it is due Fri (\S+) and late from (\S+) 00:00/.exec(asked)!;
      expect([days, unit, limit.kind, rule]).toEqual([Number(n), 'working-day', 'reply', null]);
      const request = { rule: { days, unit }, receivedAt: at(`${received}T10:00:00`) };
      expect(replyClock(calendar, request, at(`${due}T23:59:59`)).dueAt).toBe(endOfDay(due));
      expect(replyClock(calendar, request, at(`${late}T00:00:00`)).state).toBe('breached');
    } else if (asked.startsWith('with the policy document')) {
      const [, published = '', entered = ''] =
        /a policy of (\S+) whose interpretation enters the column on (\S+) is/.exec(asked)!;
      const owed = [{ fromOn: published, dueOn: '2026-11-25', provisional: false }];
      const on = (day: string) => columnReading(calendar, rule!, { ...facts([]), owed }, at(`${day}T10:00:00`));
      expect([on(published).limit, on(entered).limit]).toEqual(['soft', 'hard']);
    } else {
      expect(asked).toMatch(/^imported as (?:none|not stated)/);
      expect([rule, column.limit, limitOf(table, column)]).toEqual([null, '', null]);
      expect(column.rule).toBe(asked.startsWith('imported as none') ? 'none' : 'not-stated');
    }
  });
});

describe('limits that rules name', () => {
  const named = (name: string) => clockRuleOf(table, table.columns.find((c) => c.path.at(-1) === name)!)!;

  it('C-12 quarterly column counts by calendar quarter', () => {
    const rule = named('社情民意季度分析');
    const missed = (day: string) =>
      missedByColumn(
        calendar,
        rule,
        facts([update(`${day}T10:00:00`)]),
        at('2026-10-01T00:00:00'),
        at('2027-01-01T00:00:00'),
      ).map((m) => isoBeijing(m.dueAt));
    expect(missed('2026-09-30')).toEqual(['2026-12-31T23:59:59+08:00']);
    expect(missed('2026-10-01')).toEqual([]);
  });

  it('C-17 random-check results run real time', () => {
    const rule = named('双随机');
    const formed = [formedOn('2026-11-20')];
    const read = (now: string) => columnReading(calendar, rule, facts([], formed), at(now));
    expect(read('2026-11-20T23:59:59')).toMatchObject({ limit: 'soft', state: 'yellow' });
    expect(read('2026-11-21T00:00:00')).toMatchObject({ limit: 'hard', softDueAt: endOfDay('2026-11-20') });
    expect(read('2026-12-18T23:59:59')).toMatchObject({ state: 'red', hardDueAt: endOfDay('2026-12-18') });
    expect(read('2026-12-19T00:00:00').state).toBe('breached');
  });

  it('N-16 active disclosure within 20 working days', () => {
    const formed = [formedOn('2026-11-20')];
    const missed = (now: string) =>
      missedByColumn(calendar, named('领导班子'), facts([], formed), at('2026-11-01T00:00:00'), at(now));
    expect(missed('2026-12-18T23:59:59')).toEqual([]);
    expect(missed('2026-12-19T00:00:00')).toMatchObject([{ dueAt: endOfDay('2026-12-18'), byDeletion: false }]);
  });

  it('X-07 real time has a soft and a hard limit, both settings, and silence is never late', () => {
    const rule = named('领导班子');
    expect(rule).toMatchObject({ kind: 'sameDay', softDays: 0, hardDays: 20 });
    expect(table.limits[0]?.source).toContain('X-07');
    const silent = columnReading(calendar, rule, facts([]), at('2030-01-01T00:00:00'));
    expect(silent).toMatchObject({ state: 'green', dueAt: null });
    const changed = columnsSchema.parse({
      limits: [{ name: '实时', source: '本局', rule: { id: 'rt', kind: 'sameDay', softDays: 2, hardDays: 5 } }],
    });
    const limit = clockRuleOf(changed, { rule: 'rt' })!;
    const reading = columnReading(calendar, limit, facts([], [formedOn('2026-11-20')]), at('2026-11-23T10:00:00'));
    expect(reading).toMatchObject({
      limit: 'soft',
      softDueAt: endOfDay('2026-11-24'),
      hardDueAt: endOfDay('2026-11-27'),
    });
  });

  it('E-05 schedule class follows item kind, and a changed class takes effect', () => {
    const rule = named('领导班子');
    expect(table.classes).toMatchObject({
      ...{ duty: 'always', goal: 'beforehand', progress: 'throughout', result: 'immediately' },
      source: expect.stringContaining('S3'),
    });
    const read = (fact: Partial<FormedFact>, now: string) =>
      columnReading(calendar, rule, facts([], [{ ...formedOn('2026-11-20'), ...fact }]), at(`${now}T12:00:00`));
    expect(read({}, '2026-11-20')).toMatchObject({ limit: 'soft', dueAt: endOfDay('2026-11-20') });
    for (const scheduleClass of ['always', 'throughout'] as const)
      expect(read({ scheduleClass }, '2026-11-20')).toMatchObject({ limit: 'hard', dueAt: endOfDay('2026-12-18') });
    const goal = { scheduleClass: 'beforehand' as const, byOn: '2026-12-04' };
    expect(read(goal, '2026-12-03')).toMatchObject({ state: 'green' });
    expect(read(goal, '2026-12-04')).toMatchObject({ limit: 'soft', dueAt: endOfDay('2026-12-04') });
    expect(read(goal, '2026-12-05')).toMatchObject({ limit: 'hard', state: 'orange' });
    expect(columnsSchema.parse({ classes: { result: 'throughout' } }).classes.result).toBe('throughout');
  });
});
