import type { Concern } from './concern.ts';
import type { Listed } from './concern-changes.ts';
import { cutToMost } from './overflow-concerns.ts';
import type { TellWork } from './tell-work.ts';

/**
 * What stands by every source. One that fails ends nothing: what it listed stands until it can be read again.
 * @returns with the keys that a source lists beyond what can be told of at once
 */
export async function readSources(
  { sources, log }: Pick<TellWork, 'sources' | 'log'>,
  now: number,
): Promise<{ listed: Listed; cutOff: ReadonlySet<string> }> {
  const listed = new Map<string, readonly Concern[] | null>();
  const cutOff = new Set<string>();
  for (const [source, read] of Object.entries(sources)) {
    try {
      const all = await read(now);
      if (all === null) {
        listed.set(source, null);
        continue;
      }
      const { told, rest } = cutToMost(source, all, now);
      if (rest.length > 0) log.error('a source lists more than can be told of', { source, listed: all.length });
      for (const { key } of rest) cutOff.add(key);
      listed.set(source, told);
    } catch (error) {
      log.error('what stands could not be read; nothing of it ends', { source, error: String(error) });
      listed.set(source, null);
    }
  }
  return { listed, cutOff };
}
