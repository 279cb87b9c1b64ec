import { type Column, type Portal, sourceId } from '../config/portals.ts';
import { AskedWrongly } from '../errors.ts';
import type { CrawlResult } from './crawl.ts';
import { crawlSource } from './crawl-source.ts';
import type { PortalLoop } from './reconcile-portal.ts';

/**
 * Looks at the named sources once and at once, whatever their intervals say; without names at every source. Portals are
 * read one after the other, as somebody watches.
 * @param onSource told before each look
 * @throws AskedWrongly for a source that is not configured, naming the known ones
 */
export async function crawlNow(
  loop: PortalLoop,
  names: readonly string[],
  onSource: (source: string) => void,
): Promise<{ sources: CrawlResult[] }> {
  const known = columnsOf(loop.portals);
  for (const name of names) if (!known.has(name)) throw unknownSource(name, [...known.keys()]);
  const sources: CrawlResult[] = [];
  for (const [source, { portal, column }] of known) {
    const reader = loop.readers.get(portal.id);
    if (!reader || (names.length > 0 && !names.includes(source))) continue;
    onSource(source);
    sources.push(await crawlSource({ ...loop, reader }, portal, column));
  }
  return { sources };
}

/** Every column with its portal, by the id of the source. */
function columnsOf(portals: readonly Portal[]): Map<string, { portal: Portal; column: Column }> {
  return new Map(
    portals.flatMap((portal) =>
      portal.columns.map((column) => [sourceId(portal, column), { portal, column }] as const),
    ),
  );
}

function unknownSource(name: string, known: string[]): AskedWrongly {
  return new AskedWrongly({
    code: 'source-unknown',
    message: `there is no source ${name}`,
    place: name,
    remedy: `Use one of ${known.join(', ')}, or add the column to its file in config/portals.`,
  });
}
