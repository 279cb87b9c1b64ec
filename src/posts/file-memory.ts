import { stat } from 'node:fs/promises';

/** How long a look counts: what changed in a way that no file shows (a shared folder, another process) is met then. */
const FORGET_MS = 3_600_000;

/**
 * What the loop over content/posts keeps in mind from one look to the next. Only a shortcut: it goes with the process,
 * and without it every file is read again and found unchanged.
 */
export interface FileMemory {
  /** By path: how the file and its pictures stood when its post was last brought up to it. */
  done: Map<string, { mark: string; pictures: readonly string[] }>;
  /** By path: the problem that was told last, and the state of the file that had it. */
  told: Map<string, string>;
  /** The files that were there when those that have gone were last asked for; null when that is to be asked. */
  listing: string | null;
  /** ms UTC. */
  since: number;
}

export function newFileMemory(now: number): FileMemory {
  return { done: new Map(), told: new Map(), listing: null, since: now };
}

/** Drops what is of no use any more: files that have gone, and every hour all that was done. */
export function forget(memory: FileMemory, present: ReadonlySet<string>, now: number): void {
  for (const kept of [memory.done, memory.told]) {
    for (const path of kept.keys()) if (!present.has(path)) kept.delete(path);
  }
  if (now - memory.since < FORGET_MS) return;
  memory.done.clear();
  memory.listing = null;
  memory.since = now;
}

/** Which file lies at each path, and how it stands: the same text means that nobody has written, replaced or moved one. */
export async function markOf(paths: readonly string[]): Promise<string> {
  const marks = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(path).catch(() => null);
      return found ? `${found.ino}:${found.size}:${found.mtimeMs}:${found.ctimeMs}` : 'none';
    }),
  );
  return marks.join(' ');
}
