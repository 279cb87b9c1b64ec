/** Answers of the API that may have changed are asked for again. */
import type { Query, QueryClient, QueryFilters, QueryKey } from '@tanstack/react-query';

/**
 * Has every query whose path begins with one of the prefixes (`posts` for /api/v1/posts…) look again; after an act of
 * one's own, too. A list whose next page is on its way takes it first: looking at once would give that page up, and who
 * scrolled would wait for nothing.
 */
export async function lookAgain(client: QueryClient, prefixes: readonly string[]): Promise<void> {
  const isMeant: QueryFilters['predicate'] = ({ queryKey: [, path] }) =>
    typeof path === 'string' && prefixes.some((p) => path === `/api/v1/${p}` || path.startsWith(`/api/v1/${p}/`));
  const growing = client.getQueryCache().findAll({ predicate: (query) => isMeant(query) && isGrowing(query) });
  await Promise.all([
    client.invalidateQueries({ predicate: (query) => isMeant(query) && !growing.includes(query) }),
    ...growing.map(({ queryKey }) => lookAgainAt(client, queryKey)),
  ]);
}

/** The query of one key looks again, when its next page is there. */
export async function lookAgainAt(client: QueryClient, queryKey: QueryKey): Promise<void> {
  const query = client.getQueryCache().find({ queryKey, exact: true });
  // What went wrong with the page stands where it was asked for.
  if (query && isGrowing(query)) await query.promise?.catch(() => {});
  await client.invalidateQueries({ queryKey, exact: true });
}

function isGrowing({ state: { fetchMeta, fetchStatus } }: Query): boolean {
  return fetchStatus !== 'idle' && fetchMeta?.fetchMore !== undefined;
}
