import { z } from 'zod';
import type { Platform } from '../platform.ts';

/**
 * What may go wrong with a call on demand. `before` means without its effect, `after` with it.
 * - `slow`: answered after `ms` of real time
 * - `reset-before`, `reset-after`: the connection breaks; `reset-during`: it breaks half-way through a 200 answer
 * - `http500-before`, `http500-after`: a 500 page
 * - `errcode`: answers `errcode` with `errmsg`, without effect
 * - `busy-after`: answers -1 although it was done
 * - `delay-effect`: never answered; the call is carried out `ms` of the sandbox's clock later
 * - `reset-late`: the connection breaks; the call is carried out `ms` of the sandbox's clock later
 */
export const faultSchema = z.object({
  /** The path of the call, or `*` for any. */
  path: z.string().min(1),
  /** Only calls of this appid or robot key. */
  account: z.string().nullable().default(null),
  kind: z.enum([
    'slow',
    'reset-before',
    'reset-after',
    'reset-during',
    'http500-before',
    'http500-after',
    'errcode',
    'busy-after',
    'delay-effect',
    'reset-late',
  ]),
  /** For how many calls. */
  times: z.number().int().positive().default(1),
  ms: z.number().int().min(0).default(1000),
  errcode: z.number().int().nullable().default(null),
  errmsg: z.string().nullable().default(null),
});
export type Fault = z.infer<typeof faultSchema>;

const columns = 'path, appid as account, kind, times, ms, errcode, errmsg';

export function addFault(platform: Platform, fault: Fault): void {
  platform.db
    .prepare(
      `insert into fault (path, appid, kind, times, ms, errcode, errmsg)
       values (@path, @account, @kind, @times, @ms, @errcode, @errmsg)`,
    )
    .run(fault);
}

/** The faults that are still to come, in the order in which they were set. */
export function listFaults(platform: Platform): Fault[] {
  return platform.db
    .prepare(`select ${columns} from fault order by seq`)
    .all()
    .map((row) => faultSchema.parse(row));
}

export function clearFaults(platform: Platform): void {
  platform.db.prepare('delete from fault').run();
}

/** The fault that strikes this call, used up by it; the one set first comes first. */
export function takeFault(platform: Platform, path: string, account: string): Fault | null {
  return platform.db.transaction(() => {
    const row = platform.db
      .prepare<[string, string], { seq: number }>(
        `select seq, ${columns} from fault where path in (?, '*') and (appid is null or appid = ?) order by seq limit 1`,
      )
      .get(path, account);
    if (!row) return null;
    const fault = faultSchema.parse(row);
    if (fault.times > 1) platform.db.prepare('update fault set times = times - 1 where seq = ?').run(row.seq);
    else platform.db.prepare('delete from fault where seq = ?').run(row.seq);
    return fault;
  })();
}
