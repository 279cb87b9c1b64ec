import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, 'print-due-dates.ts');

/** A process of its own, because a zone that is set after the start of Node may be ignored. */
function printedUnder(zone: string): unknown {
  const env = { ...process.env, TZ: zone };
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script], { env, encoding: 'utf8' }));
}

describe('a host in another zone', () => {
  it.each([
    ['UTC', 12],
    ['America/New_York', 8],
    ['Asia/Shanghai', 20],
  ])('c.1-3 counts by the day in Beijing at 23:59 and 00:01 under TZ=%s', (zone, hostHour) => {
    const before = { from: '2026-09-18', due: '2026-10-14T23:59:59+08:00', dueAt: 1_791_993_599_000 };
    const after = { from: '2026-09-19', due: '2026-10-14T23:59:59+08:00', dueAt: 1_791_993_599_000 };
    expect(printedUnder(zone)).toEqual({ hostHour, lines: [before, after, before, after] });
  });
});
