import type { ConfigCheck } from '../config/config-checks.ts';
import type { ConfigEntry } from '../config/config-entries.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Db } from '../store/database.ts';
import { liveVersions } from './config-version-store.ts';

/** What doctor says of files that differ from the versions taken over (decisions 7). */
export async function checkConfigDrift(db: Db, entries: readonly ConfigEntry[]): Promise<ConfigCheck> {
  const name = 'config.versions';
  const live = await liveVersions(db);
  if (live.length === 0) {
    const message = 'no version yet; the first start takes the files over';
    return { name, ok: true, level: 'info', message, remedy: '' };
  }
  const held = new Set(live.map((v) => `${v.kind} ${v.key} ${v.body}`));
  const written = new Set(entries.map((e) => `${e.kind} ${e.key}`));
  const changed = entries.filter((e) => !held.has(`${e.kind} ${e.key} ${canonicalJson(e.body)}`));
  const inFiles = new Set(live.filter((v) => v.via === 'file').map((v) => `${v.kind} ${v.key}`));
  const gone = live.filter((v) => inFiles.has(`${v.kind} ${v.key}`) && !written.has(`${v.kind} ${v.key}`));
  const named = [
    ...changed.map((e) => `${e.kind} ${e.key} (${e.file}:${e.line})`),
    ...gone.map((v) => `${v.kind} ${v.key} (gone from ${v.file})`),
  ];
  const changedThere = new Set(live.filter((v) => v.via === 'console').map((v) => `${v.kind} ${v.key}`));
  const there = changedThere.size > 0 ? `; changed in the console: ${[...changedThere].join(', ')}` : '';
  if (named.length === 0) {
    return { name, ok: true, level: 'info', message: `${live.length} versions, as in the files${there}`, remedy: '' };
  }
  const message = `not taken over yet: ${named.join(', ')}`;
  return { name, ok: true, level: 'warning', message, remedy: 'Run `govcast config apply --as ID`, or start again.' };
}
