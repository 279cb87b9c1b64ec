/** Filters of a list: in the address, so that a link shows the same; and remembered per person for the next visit. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { api } from '../api/client.ts';

/** The filters of a page by name, each with what holds when it is absent from the address. All are text. */
export type FilterDefaults = Readonly<Record<string, string>>;

const REST_MS = 800;

/**
 * `const [filters, setFilters] = useFilters('items', { q: '', column: '' })`. What is set goes into the address and, a
 * moment later, into the person's preferences; an address without any filter takes what was kept. `ready` is false until
 * that is known, so that a list is not read twice.
 */
export function useFilters<D extends FilterDefaults>(
  page: string,
  defaults: D,
): [filters: { [K in keyof D]: string }, set: (change: Partial<Record<keyof D, string>>) => void, ready: boolean] {
  const [params, setParams] = useSearchParams();
  const first = useRef(defaults);
  const names = useMemo(() => Object.keys(first.current), []);
  const isBare = !names.some((name) => params.has(name));
  const entered = useRef(isBare);
  const [looked, setLooked] = useState(!isBare);
  const key = `filters.${page}`;
  const kept = api.useQuery(
    'get',
    '/api/v1/preferences/{key}',
    { params: { path: { key } } },
    { enabled: entered.current, staleTime: Number.POSITIVE_INFINITY },
  );
  const keep = api.useMutation('put', '/api/v1/preferences/{key}');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const write = useCallback(
    (filters: Readonly<Record<string, string | undefined>>) =>
      setParams(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [name, value] of Object.entries(filters)) {
            if (value === undefined || value === first.current[name]) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );

  useEffect(() => {
    if (!entered.current || kept.data === undefined) return;
    entered.current = false;
    setLooked(true);
    const known = Object.entries(kept.data.value ?? {}).filter((entry): entry is [string, string] => {
      const [name, text] = entry;
      return names.includes(name) && typeof text === 'string';
    });
    if (known.length > 0) write(Object.fromEntries(known));
  }, [kept.data, names, write]);

  const filters = useMemo(
    () => Object.fromEntries(names.map((name) => [name, params.get(name) ?? first.current[name] ?? ''])),
    [names, params],
  ) as { [K in keyof D]: string };

  const { mutate } = keep;
  const set = useCallback(
    (change: Partial<Record<keyof D, string>>) => {
      entered.current = false;
      const next: Record<string, string> = { ...filters, ...change };
      write(next);
      clearTimeout(timer.current);
      const differs = Object.fromEntries(Object.entries(next).filter(([name, v]) => v !== first.current[name]));
      timer.current = setTimeout(() => mutate({ params: { path: { key } }, body: { value: differs } }), REST_MS);
    },
    [filters, write, mutate, key],
  );
  return [filters, set, looked || !entered.current || kept.isError];
}
