import { isoBeijing } from '../../calendar/beijing-time.ts';
import { type Columns, clockRuleOf, columnPath, type FormedKind, type ScheduleClass } from '../../config/columns.ts';
import { Refused } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { urlKey } from '../../portal/url-key.ts';
import type { FormedItemTable } from '../../store/tables/columns.ts';
import { inTransaction } from '../../store/transaction.ts';
import { columnNamed } from './column-named.ts';
import { addFormed, sameFormed } from './formed-store.ts';
import { scheduleClassOf } from './schedule-class.ts';

export interface FormWish {
  /** A column's number or path. */
  column: string;
  title: string;
  /** When the information was formed or changed, ms UTC. */
  formedAt: number;
  /** A result when left out: what is due the same day (E-05). */
  kind?: FormedKind | undefined;
  /** A class of its own, other than the one of its kind. */
  scheduleClass?: ScheduleClass | undefined;
  /** The last day in time for what must be out beforehand, YYYY-MM-DD. */
  byOn?: string | undefined;
  /** Where it will appear: the page that is met there closes it. */
  url?: string | undefined;
}

/**
 * Information was formed or changed that has to appear in a column: real time runs from here (N-16, X-07). Told twice
 * (same column, title and moment) it is there once.
 * @throws Refused for an unknown column, one without real time, a moment that has not come, or a class without its day
 */
export function formItem(
  acting: Acting,
  columns: Columns,
  actor: Actor,
  wish: FormWish,
): Promise<FormedItemTable & { isNew: boolean }> {
  const column = columnNamed(columns, wish.column);
  const now = acting.clock.now();
  const kind = wish.kind ?? 'result';
  const scheduleClass = scheduleClassOf(columns, kind, wish.scheduleClass);
  const place = `column:${column.number}`;
  if (clockRuleOf(columns, column)?.kind !== 'sameDay') {
    const remedy = 'Name a column with 实时更新, or give this one a limit of kind sameDay in config/columns.yaml.';
    const message = `${columnPath(column)} has the limit ${column.limit || column.rule}, not real time`;
    throw new Refused({ code: 'column-not-real-time', message, place, remedy });
  }
  if (wish.formedAt > now) {
    const remedy = 'Tell it when it is formed; what must be out beforehand takes --kind goal --by DAY.';
    throw new Refused({ code: 'formed-ahead', message: 'the information is not formed yet', place, remedy });
  }
  if (scheduleClass === 'beforehand' && wish.byOn === undefined) {
    const remedy = 'Say the last day in time with --by 2026-11-25.';
    throw new Refused({ code: 'formed-by', message: 'what is published beforehand needs a day', place, remedy });
  }
  const row: FormedItemTable = {
    id: acting.newId(),
    columnNo: column.number,
    title: wish.title,
    kind,
    scheduleClass,
    formedAt: wish.formedAt,
    byOn: wish.byOn ?? null,
    url: wish.url ?? null,
    urlKey: wish.url === undefined ? null : keyOf(wish.url, place),
    doneAt: null,
    item: null,
    doneBy: null,
    voidAt: null,
    voidReason: null,
    createdBy: actor.person,
    createdAt: now,
  };
  return inTransaction(acting.db, async (tx) => {
    await tx.selectFrom('ledgerHead').select('id').where('id', '=', 1).forUpdate().execute();
    const there = await sameFormed(tx, row);
    if (there) return { ...there, isNew: false };
    await addFormed(tx, row);
    const { title, url, byOn } = row;
    const after = { column: columnPath(column), title, kind, scheduleClass, formedAt: isoBeijing(row.formedAt) };
    const told = { ...after, ...(url === null ? {} : { url }), ...(byOn === null ? {} : { byOn }) };
    await acting.record(tx, { at: now, actor, act: 'column.formed', object: `formed:${row.id}`, after: told });
    return { ...row, isNew: true };
  });
}

/** @throws Refused for text that is no web address */
export function keyOf(url: string, place: string): string {
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return urlKey(url);
  const remedy = 'Give the whole address, beginning with https://.';
  throw new Refused({ code: 'url', message: `${url} is no web address`, place, remedy });
}
