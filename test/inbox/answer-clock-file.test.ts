import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerClockFile } from '../../src/inbox/answer-clock-file.ts';

const file = join(import.meta.dirname, '../fixtures/clock-cases.json');
const content: { cases: { id: string; type: string; note: string; expect: object }[] } = JSON.parse(
  readFileSync(file, 'utf8'),
);
const answers = new Map(answerClockFile(content).results.map((r) => [r.id, r]));

describe('the clock cases', () => {
  it.each(
    content.cases.map((c) => [c.type, c.id, c.note, c.expect] as const),
  )('%s %s: %s', (_type, id, _note, expected) => {
    expect(answers.get(id)).toMatchObject(expected);
  });

  it('are answered by the bundled calendar alike, which a file only replaces year by year', () => {
    const { results } = answerClockFile({ cases: content.cases });
    expect(results).toEqual([...answers.values()]);
  });

  it('refuses a file that is not in the format and names the field', () => {
    const clock = { id: 'x', type: 'clock', rule: { id: 'V-2', kind: 'within', days: 14, unit: 'week' }, channel: {} };
    expect(() => answerClockFile({ cases: [{ ...clock, now: '2026-11-20' }] })).toThrow(/cases\[0\]\.rule\.unit/);
    expect(() => answerClockFile({ cases: 3 })).toThrow(/cases/);
    expect(() => answerClockFile([])).toThrow(/not in the format/);
  });
});
