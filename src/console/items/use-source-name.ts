import { api } from '../api/client.ts';
import type { Source } from './item-types.ts';

/** The first answer of the list names the columns; the sheet opened by a link asks for them itself. */
export function useSourceName(id: string, sources: readonly Source[]): string {
  const { data } = api.useQuery('get', '/api/v1/items/sources', {}, { enabled: sources.length === 0 });
  return (
    sources.find((source) => source.id === id)?.name ?? data?.sources.find(({ source }) => source === id)?.column ?? id
  );
}
