import type { Platform } from './platform.ts';

/** What the public, a colleague or a group chat could see of a call. Tests count these, not the calls. */
export type EffectKind =
  | 'draft'
  | 'publishAccepted'
  | 'published'
  | 'massAccepted'
  | 'massSent'
  | 'preview'
  | 'upload'
  | 'commentReply'
  | 'robotMessage';

export interface Effect {
  /** appid of an account, or key of a robot. */
  account: string;
  kind: EffectKind;
  /** Title or text, as a person would recognise it. */
  text: string;
  /** The client's own mark: content_source_url of an article, clientmsgid of a mass send without one. */
  marker: string;
  detail?: Record<string, unknown>;
}

/** Notes an effect at `at` (ms UTC, the moment it became visible). */
export function recordEffect(platform: Platform, at: number, effect: Effect): void {
  platform.db
    .prepare('insert into effect (at, account, kind, text, marker, detail) values (?, ?, ?, ?, ?, ?)')
    .run(at, effect.account, effect.kind, effect.text, effect.marker, JSON.stringify(effect.detail ?? {}));
}

/** One more call of `path` has arrived, whatever becomes of it. `account` is empty when it cannot be told. */
export function countCall(platform: Platform, account: string, path: string): void {
  platform.db
    .prepare(
      'insert into call_count (appid, path, calls) values (?, ?, 1) on conflict (appid, path) do update set calls = calls + 1',
    )
    .run(account, path);
}

interface Counted {
  calls: Record<string, number>;
  effects: Record<string, { at: number; text: string; marker: string; detail: unknown }[]>;
}

/** All counters: in total and per account, with every effect in the order in which it happened. */
export function readCounters(platform: Platform): {
  calls: Record<string, number>;
  effects: Record<string, number>;
  accounts: Record<string, Counted>;
} {
  const calls: Record<string, number> = {};
  const effects: Record<string, number> = {};
  const accounts: Record<string, Counted> = {};
  const of = (account: string) => {
    accounts[account] ??= { calls: {}, effects: {} };
    return accounts[account];
  };
  const callRows = platform.db
    .prepare<[], { appid: string; path: string; calls: number }>('select * from call_count order by path')
    .all();
  for (const row of callRows) {
    calls[row.path] = (calls[row.path] ?? 0) + row.calls;
    of(row.appid).calls[row.path] = row.calls;
  }
  const effectRows = platform.db
    .prepare<[], { at: number; account: string; kind: string; text: string; marker: string; detail: string }>(
      'select * from effect order by seq',
    )
    .all();
  for (const row of effectRows) {
    effects[row.kind] = (effects[row.kind] ?? 0) + 1;
    const list = of(row.account).effects;
    list[row.kind] ??= [];
    list[row.kind]?.push({ at: row.at, text: row.text, marker: row.marker, detail: JSON.parse(row.detail) });
  }
  return { calls, effects, accounts };
}
