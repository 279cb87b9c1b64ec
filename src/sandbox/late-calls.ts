import type { Platform } from './platform.ts';
import type { ApiRequest } from './wechat/api-call.ts';

/** Keeps a call whose effect comes later (fault `delay-effect`). */
export function keepLateCall(platform: Platform, request: ApiRequest, dueAt: number): void {
  const { body, ...head } = request;
  platform.db
    .prepare('insert into late_call (due_at, request, body) values (?, ?, ?)')
    .run(dueAt, JSON.stringify(head), body);
}

/** Takes the late call that is due first at or before `now`. */
export function takeLateCall(platform: Platform, now: number): { request: ApiRequest; dueAt: number } | null {
  const row = platform.db
    .prepare<[number], { seq: number; dueAt: number; request: string; body: Buffer }>(
      'select seq, due_at as dueAt, request, body from late_call where due_at <= ? order by due_at, seq limit 1',
    )
    .get(now);
  if (!row) return null;
  platform.db.prepare('delete from late_call where seq = ?').run(row.seq);
  return { request: { ...JSON.parse(row.request), body: row.body }, dueAt: row.dueAt };
}
