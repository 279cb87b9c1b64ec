import { isoBeijing, startOfDay } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { type Columns, clockRuleOf, columnPath, type PortalColumn } from '../../config/columns.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import type { CadenceBreachTable } from '../../store/tables/channels.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { MissedDue } from '../cadence/missed-dues.ts';
import { addBreach, correctBreach, placedStatesBetween } from '../cadence-store.ts';
import { missedByColumn } from './column-clock.ts';
import { columnFacts, FORMED_DAYS_READ } from './column-clocks.ts';
import { standingColumnBreaches } from './column-store.ts';
import { formedByColumn } from './formed-store.ts';

const WORKER: Actor = { person: 'govcast', via: 'worker' };
const DAY_MS = 86_400_000;
/** How far back a look goes: a quarter and the one before it. */
const LOOK_BACK_DAYS = 200;

/** The object of a column in the table of breaches and in the ledger. Ids of accounts hold no colon. */
export function columnObject(number: number): string {
  return `column:${number}`;
}

/**
 * Writes down every due moment that a column missed, once per column, limit and due moment, with its cause and a line in
 * the ledger, as for accounts. What fell due before the column was known is not govcast's to record. A breach that history
 * found later meets stays and gets a correction (更正).
 * @returns the new ones
 */
export async function recordColumnBreaches(
  acting: Acting,
  calendar: Calendar,
  columns: Columns,
  knownSince: ReadonlyMap<number, string>,
): Promise<CadenceBreachTable[]> {
  const now = acting.clock.now();
  const fresh: CadenceBreachTable[] = [];
  const formed = await formedByColumn(acting.db, now - FORMED_DAYS_READ * DAY_MS);
  const objects = columns.columns.map((c) => columnObject(c.number));
  const standing = await standingColumnBreaches(acting.db, objects, now - LOOK_BACK_DAYS * DAY_MS);
  for (const column of columns.columns) {
    const rule = clockRuleOf(columns, column);
    const addedOn = knownSince.get(column.number);
    if (rule === null || addedOn === undefined) continue;
    if (rule.kind !== 'sameDay' && column.source === undefined && column.channel === undefined) continue;
    const since = Math.max(now - LOOK_BACK_DAYS * DAY_MS, startOfDay(addedOn));
    const known = { addedOn, formed: formed.get(column.number) ?? [] };
    const facts = await columnFacts(acting.db, column, rule, known, now - LOOK_BACK_DAYS * DAY_MS, now);
    const missedHere = missedByColumn(calendar, rule, facts, since, now).filter((m) => m.dueAt > since);
    for (const missed of missedHere) {
      const cause = await causeOf(acting, column, rule.kind, missed);
      const key = { channel: columnObject(column.number), rule: missed.rule, dueAt: missed.dueAt };
      const breach = { ...key, seenAt: now, cause, correctedAt: null };
      if (await record(acting, column, breach)) fresh.push(breach);
    }
    const unmet = new Set(missedHere.map((m) => m.dueAt));
    const mine = standing.filter((b) => b.channel === columnObject(column.number) && b.rule === rule.id);
    const met = mine.filter((b) => b.dueAt > since && !unmet.has(b.dueAt));
    for (const breach of met) await correct(acting, breach, now);
  }
  return fresh;
}

function record(acting: Acting, column: PortalColumn, breach: CadenceBreachTable): Promise<boolean> {
  return inTransaction(acting.db, async (tx) => {
    if (!(await addBreach(tx, breach))) return false;
    const { rule, dueAt, cause } = breach;
    const after = { column: columnPath(column), owner: column.owner, rule, dueAt: isoBeijing(dueAt), cause };
    await acting.record(tx, { at: breach.seenAt, actor: WORKER, act: 'cadence.breach', object: breach.channel, after });
    return true;
  });
}

function correct(acting: Acting, breach: CadenceBreachTable, at: number): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    if (!(await correctBreach(tx, breach, at))) return;
    const before = { rule: breach.rule, dueAt: isoBeijing(breach.dueAt), cause: breach.cause };
    const line = { at, actor: WORKER, act: 'cadence.correct', object: breach.channel };
    await acting.record(tx, { ...line, before, after: { met: true } });
  });
}

/**
 * 内容被删; 已形成未公开 for real time; else 未更新. Where an account is the column: 无计划, 审核未完成 or 计划失败, by what stood
 * on its plan.
 */
async function causeOf({ db }: Acting, column: PortalColumn, kind: string, missed: MissedDue): Promise<string> {
  if (missed.byDeletion) return '内容被删';
  if (kind === 'sameDay') return '已形成未公开';
  if (column.channel === undefined) return '未更新';
  const states = await placedStatesBetween(db, column.channel, missed.lastUpdateAt ?? 0, missed.dueAt);
  if (states.length === 0) return '无计划';
  return states.some((state) => state !== 'approved') ? '审核未完成' : '计划失败';
}
