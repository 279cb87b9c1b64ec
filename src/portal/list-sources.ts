import { type Portal, sourceId } from '../config/portals.ts';
import type { Db } from '../store/database.ts';
import { sourceStates } from './source-state-store.ts';

/** How the watching of one column goes. Times are ms UTC. */
export interface ListedSource {
  source: string;
  portal: string;
  column: string;
  /** What the column holds: policy, interpretation, notice, news, other. */
  kind: string;
  /** Its first list page. */
  url: string;
  everyMinutes: number;
  checkedAt: number | null;
  lastOkAt: number | null;
  /** Rows that the last list had, and the fewest that the portal's file expects. */
  listed: number;
  expected: number;
  /** The last problem; null while all is well or nobody has looked yet. */
  problem: { code: string; message: string } | null;
  /** When its newest item was met; null while there is none. */
  newestAt: number | null;
}

/** Every column of the portals in the order of their files, those with a problem first. */
export async function listSources(db: Db, portals: readonly Portal[]): Promise<ListedSource[]> {
  const states = new Map((await sourceStates(db)).map((state) => [state.source, state]));
  const sources: ListedSource[] = [];
  for (const portal of portals) {
    for (const column of portal.columns) {
      const source = sourceId(portal, column);
      const state = states.get(source);
      sources.push({
        source,
        portal: portal.name,
        column: column.name,
        kind: column.kind,
        url: new URL(column.url, portal.base).href,
        everyMinutes: column.everyMinutes,
        checkedAt: state?.checkedAt ?? null,
        lastOkAt: state?.lastOkAt ?? null,
        listed: state?.listed ?? 0,
        expected: column.list.minRows,
        problem: state?.problem ? JSON.parse(state.problem) : null,
        newestAt: await newestOf(db, source),
      });
    }
  }
  return [...sources.filter(({ problem }) => problem), ...sources.filter(({ problem }) => !problem)];
}

/** Ids follow the time of the first look: the last one of a source is its newest. */
async function newestOf(db: Db, source: string): Promise<number | null> {
  const row = await db
    .selectFrom('item')
    .select('firstSeenAt')
    .where('source', '=', source)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.firstSeenAt ?? null;
}
