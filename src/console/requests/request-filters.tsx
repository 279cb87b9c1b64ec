import FilterOutlined from '@ant-design/icons/FilterOutlined';
import SearchOutlined from '@ant-design/icons/SearchOutlined';
import { useEffect, useId, useState } from 'react';
import words from '../../../content/wording/console/requests.yaml';
import { api } from '../api/client.ts';
import styles from './request-filters.module.css';
import type { Filters } from './use-queue.ts';

interface Props {
  filters: Filters;
  change: (change: Partial<Filters>) => void;
}

/** Whether the list is narrowed beyond its tab and the words that are looked for. */
export function isNarrowed({ day, channel, section }: Filters): boolean {
  return day !== '' || channel !== '' || section !== '';
}

/** Words or a number; and, opened, day of receipt, account and section. What is chosen stays in the address. */
export function RequestFilters({ filters, change }: Props) {
  const id = useId();
  const [text, setText] = useState(filters.q);
  const [opened, setOpened] = useState(false);
  useEffect(() => setText(filters.q), [filters.q]);
  const isOpen = opened || isNarrowed(filters);
  return (
    <search className={styles.search}>
      <div className={styles.line}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            change({ q: text.trim() });
          }}
        >
          <SearchOutlined aria-hidden="true" />
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              if (event.target.value === '') change({ q: '' });
            }}
          />
        </form>
        <button
          type="button"
          className={styles.more}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => {
            if (isOpen) change({ day: '', channel: '', section: '' });
            setOpened(!isOpen);
          }}
        >
          <FilterOutlined aria-hidden="true" />
          {isOpen ? words.clear : words.narrow}
        </button>
      </div>
      <div id={id}>{isOpen ? <Narrowing filters={filters} change={change} /> : null}</div>
    </search>
  );
}

function Narrowing({ filters, change }: Props) {
  const id = useId();
  const { data } = api.useQuery('get', '/api/v1/requests/filters', {}, { staleTime: 60_000 });
  const { channels = [], sections = [] } = data ?? {};
  const select = (of: 'channel' | 'section', every: string, from: readonly { id: string; name: string }[]) => (
    <select
      className={styles.field}
      id={`${id}${of}`}
      value={filters[of]}
      onChange={(event) => change({ [of]: event.target.value })}
    >
      <option value="">{every}</option>
      {from.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  );
  return (
    <div className={styles.narrowing}>
      <label htmlFor={`${id}day`}>{words.day}</label>
      <input
        id={`${id}day`}
        className={styles.field}
        type="date"
        value={filters.day}
        onChange={(event) => change({ day: event.target.value })}
      />
      <label htmlFor={`${id}channel`}>{words.account}</label>
      {select('channel', words.everyAccount, channels)}
      {sections.length > 1 ? (
        <>
          <label htmlFor={`${id}section`}>{words.section}</label>
          {select('section', words.everySection, sections)}
        </>
      ) : null}
    </div>
  );
}
