import { beijingDay } from '../calendar/beijing-time.ts';
import type { ConfigEntry } from '../config/config-entries.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Tx } from '../store/database.ts';
import type { ConfigEntryTable } from '../store/tables/ground.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Acting } from './acting.ts';
import type { Actor } from './append.ts';
import { addVersion, endVersion, lastNumbers, liveVersions, moveVersion } from './config-version-store.ts';

export interface Applied {
  /** `person li-na v2` */
  changed: string[];
  /** `person li-na`: entries that have gone from their files. */
  gone: string[];
  /** Entries that differ between file and console, where the console's version still holds (decisions 7). */
  kept?: string[];
}

/**
 * Writes what has changed in the files as new versions, with one ledger line for all of it; nothing when nothing has.
 * An entry that was changed in the console is left as it is until its file changes, and then until it is asked for.
 * A change without `fromOn` holds from the day it is applied; the first version of an entry holds from the beginning.
 */
export function applyConfig(
  acting: Acting,
  actor: Actor,
  entries: readonly ConfigEntry[],
  { overConsole = false }: { overConsole?: boolean } = {},
): Promise<Applied> {
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    // Two processes that start together must not number the same version twice; this act takes no other lock.
    await tx.selectFrom('ledgerHead').select('id').where('id', '=', 1).forUpdate().execute();
    const live = byEntry(await liveVersions(tx));
    const numbers = await lastNumbers(tx);
    const applied: Applied = { changed: [], gone: [] };
    const kept: string[] = [];
    for (const [name, written] of byEntry(entries)) {
      const versions = live.get(name) ?? [];
      for (const entry of written) {
        const ofDay = versions.filter((v) => ownDay(v) === entry.fromOn);
        const said = ofDay.filter((v) => v.via === 'file').at(-1);
        const byConsole = ofDay.at(-1)?.via === 'console' ? ofDay.at(-1) : undefined;
        const held = byConsole && said?.body === canonicalJson(entry.body) ? said : ofDay.at(-1);
        if (byConsole && held === byConsole && held.body !== canonicalJson(entry.body) && !overConsole) {
          kept.push(name);
          continue;
        }
        if (held && held.body === canonicalJson(entry.body)) {
          if (held.file !== entry.file || held.line !== entry.line)
            await moveVersion(tx, held.id, entry.file, entry.line);
          continue;
        }
        const version = (numbers.get(name) ?? 0) + 1;
        const fromOn = entry.fromOn ?? (version === 1 || isHistory(written, at) ? null : beijingDay(at));
        await addVersion(tx, { ...entry, id: acting.newId(), version, fromOn, appliedAt: at, via: 'file' });
        numbers.set(name, version);
        applied.changed.push(`${name} v${version}`);
      }
      const cancelled = versions.filter((v) => isAhead(v, at) && !written.some((e) => e.fromOn === v.fromOn));
      await endAll(tx, cancelled, at, applied);
    }
    const names = new Set(byEntry(entries).keys());
    for (const [name, versions] of live) {
      if (names.has(name)) continue;
      if (versions.at(-1)?.via !== 'console') await endAll(tx, versions, at, applied);
      else if (versions.some((v) => v.via === 'file')) {
        if (overConsole) await endAll(tx, versions, at, applied);
        else kept.push(name);
      }
    }
    if (applied.changed.length + applied.gone.length > 0) {
      await acting.record(tx, { at, actor, act: 'config.apply', object: 'config:files', after: applied });
    }
    return kept.length > 0 ? { ...applied, kept } : applied;
  });
}

/** A change of an entry without a day while a dated one already holds corrects the past and starts nothing today. */
function isHistory(written: readonly ConfigEntry[], at: number): boolean {
  return written.some((e) => e.fromOn !== null && e.fromOn <= beijingDay(at));
}

function isAhead(version: ConfigEntryTable, at: number): boolean {
  return ownDay(version) !== null && (version.fromOn ?? '') > beijingDay(at);
}

/** The day that the entry itself names; the day of applying is not in its body. */
function ownDay(version: ConfigEntryTable): string | null {
  const body: unknown = JSON.parse(version.body);
  const day = typeof body === 'object' && body !== null && 'fromOn' in body ? body.fromOn : null;
  return typeof day === 'string' ? day : null;
}

async function endAll(tx: Tx, versions: readonly ConfigEntryTable[], at: number, applied: Applied): Promise<void> {
  for (const v of versions) {
    await endVersion(tx, v.id, at);
    const name = `${v.kind} ${v.key}`;
    if (!applied.gone.includes(name)) applied.gone.push(name);
  }
}

function byEntry<T extends { kind: string; key: string }>(entries: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const e of entries) {
    const name = `${e.kind} ${e.key}`;
    groups.set(name, [...(groups.get(name) ?? []), e]);
  }
  return groups;
}
