/** 信息: what the portals published and what became of it; how the watching goes; how the columns stand. */
import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import words from '../../../content/wording/console/items.yaml';
import { fetchClient } from '../api/client.ts';
import { useFilters } from '../frame/filters.ts';
import { useMay } from '../frame/frame-context.tsx';
import { usePages } from '../frame/list-pages.ts';
import { useLive } from '../frame/live.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import { Empty } from '../look/empty.tsx';
import { NewsBar } from '../look/news-bar.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { Trouble } from '../look/trouble.tsx';
import { ColumnsTab } from './columns-tab.tsx';
import { ItemSheet } from './item-sheet.tsx';
import { fateOf, fates, type ListedItem, type Source } from './item-types.ts';
import styles from './items.module.css';
import { ItemsTable } from './items-table.tsx';
import { SourcesTab } from './sources-tab.tsx';
import { canCompose, useItemActs } from './use-item-acts.ts';

const tabs = ['items', 'sources', 'columns'] as const;

export default function ItemsPage() {
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((each) => each === params.get('tab')) ?? 'items';
  const turn = (to: string) => setParams(to === 'items' ? {} : { tab: to });
  const switches = (
    <fieldset className={styles.switch} aria-label={words.tabs.label}>
      {tabs.map((each) => (
        <button key={each} type="button" aria-pressed={tab === each} onClick={() => turn(each)}>
          {words.tabs[each]}
        </button>
      ))}
    </fieldset>
  );
  return (
    <>
      <PageTitle title={words.title} lead={words.lead} acts={switches} />
      {tab === 'sources' ? <SourcesTab /> : tab === 'columns' ? <ColumnsTab /> : <Items />}
    </>
  );
}

function Items() {
  const [filters, setFilters, ready] = useFilters('items', { source: '', fate: '' });
  const [params, setParams] = useSearchParams();
  const shown = params.get('item');
  const [sources, setSources] = useState<readonly Source[]>([]);
  const fate = fateOf(filters.fate);
  const asked = {
    ...(filters.source ? { source: filters.source } : {}),
    ...(fate === undefined ? {} : { fate }),
  };
  const list = usePages<ListedItem, { sources: readonly Source[] }>(
    ['get', '/api/v1/items', asked],
    (cursor) =>
      fetchClient.GET('/api/v1/items', {
        params: { query: { ...asked, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    { enabled: ready },
  );
  // They stay while the rows of another filter are on their way.
  const { first } = list;
  useEffect(() => {
    if (first) setSources(first.sources);
  }, [first]);
  const live = useLive(['items'], { hold: list.rows.length > 0 && shown === null });
  const { compose, problem } = useItemActs();
  const may = useMay(['editor', 'section-head', 'leader']);
  const { offer } = useUndo();
  useEffect(() => {
    if (problem) offer({ said: `${problem.title}：${problem.remedy}` });
  }, [problem, offer]);
  const open = (item: string | null) =>
    setParams((now) => {
      const next = new URLSearchParams(now);
      if (item === null) next.delete('item');
      else next.set('item', item);
      return next;
    });
  const filtered = filters.source !== '' || filters.fate !== '';
  const choose = (
    <div className={styles.filters}>
      <label>
        {words.filter.column}
        <select value={filters.source} onChange={(event) => setFilters({ source: event.target.value })}>
          <option value="">{words.filter.allColumns}</option>
          {sources.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <fieldset className={styles.switch} aria-label={words.filter.fate}>
        {(['', ...fates] as const).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={filters.fate === each}
            onClick={() => setFilters({ fate: each })}
          >
            {each === '' ? words.filter.allFates : words.fate[each]}
          </button>
        ))}
      </fieldset>
    </div>
  );
  return (
    <>
      <Panel title={words.list} acts={choose} flush className="print-wide">
        <NewsBar live={live} />
        {list.error && list.rows.length === 0 ? (
          <Trouble error={list.error} what={words.list} onRetry={list.again} />
        ) : list.isPending ? (
          <RowsSkeleton rows={10} height={44} />
        ) : list.rows.length === 0 ? (
          <Empty
            says={filtered ? words.emptyFiltered : words.empty}
            act={
              filtered ? (
                <button type="button" className={styles.act} onClick={() => setFilters({ source: '', fate: '' })}>
                  {words.clear}
                </button>
              ) : undefined
            }
          />
        ) : (
          <ItemsTable
            rows={list.rows}
            sources={sources}
            off={shown !== null}
            onOpen={({ id }) => open(id)}
            onMain={(item) => (item.post || (may && canCompose(item)) ? void compose(item) : open(item.id))}
          />
        )}
        {list.isMore ? (
          <div className={styles.more}>
            <button type="button" className={styles.act} onClick={list.more} aria-disabled={list.isFetchingMore}>
              {words.more}
            </button>
          </div>
        ) : null}
      </Panel>
      {shown === null ? null : <ItemSheet key={shown} id={shown} sources={sources} onClose={() => open(null)} />}
    </>
  );
}
