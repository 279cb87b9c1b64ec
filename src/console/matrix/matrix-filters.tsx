import { useSearchParams } from 'wouter';
import frame from '../../../content/wording/console/frame.yaml';
import words from '../../../content/wording/console/matrix.yaml';
import act from '../look/act.module.css';
import styles from './matrix.module.css';

const levels = ['breached', 'red', 'orange', 'yellow', 'green', 'paused'] as const;
const names = ['q', 'level', 'waiting'] as const;

/** Filters as the address has them. */
export function useMatrixFilters() {
  const [search, setSearch] = useSearchParams();
  const kept = names.flatMap((name): [string, string][] => {
    const value = search.get(name);
    return value ? [[name, value]] : [];
  });
  const change = (name: (typeof names)[number], value: string) =>
    setSearch(
      (now) => {
        if (value === '') now.delete(name);
        else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  return { query: Object.fromEntries(kept), isOn: kept.length > 0, change };
}

/** Name, level, and only what waits for somebody. */
export function MatrixFilters({ filters: { query, isOn, change } }: { filters: ReturnType<typeof useMatrixFilters> }) {
  return (
    <search className={styles.filters} aria-label={words.filters.label}>
      <input
        type="search"
        aria-label={words.filters.name}
        placeholder={words.filters.name}
        value={query.q ?? ''}
        onChange={(event) => change('q', event.target.value)}
      />
      <select
        aria-label={words.filters.level}
        value={query.level ?? ''}
        onChange={(event) => change('level', event.target.value)}
      >
        <option value="">{words.filters.all}</option>
        {levels.map((level) => (
          <option key={level} value={level}>
            {frame.level[level]}
          </option>
        ))}
      </select>
      <label>
        <input
          type="checkbox"
          checked={query.waiting === 'true'}
          onChange={(event) => change('waiting', event.target.checked ? 'true' : '')}
        />
        {words.filters.waiting}
      </label>
      {isOn ? (
        <button
          type="button"
          className={act.link}
          onClick={() => {
            for (const name of names) change(name, '');
          }}
        >
          {words.filters.clear}
        </button>
      ) : null}
    </search>
  );
}
