/** 稿件: the list of posts. */
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import words from '../../../content/wording/console/posts.yaml';
import { api, fetchClient } from '../api/client.ts';
import { useFilters } from '../frame/filters.ts';
import { useMay } from '../frame/frame-context.tsx';
import { useListKeys } from '../frame/keys.ts';
import { usePages } from '../frame/list-pages.ts';
import { useLive } from '../frame/live.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useTold } from '../frame/use-told.ts';
import act from '../look/act.module.css';
import { Empty } from '../look/empty.tsx';
import { NewsBar } from '../look/news-bar.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { Trouble } from '../look/trouble.tsx';
import { NewPost } from './new-post.tsx';
import { PostTable } from './post-table.tsx';
import type { PostRow } from './post-types.ts';
import styles from './posts-page.module.css';
import { useAway } from './use-away.ts';

const states = ['draft', 'returned', 'in-review', 'approved', 'withdrawn'] as const;

/** After so long a list with texts that were not checked yet is read again, ms. */
const COUNTED_MS = 600;

export default function PostsPage() {
  const [, go] = useLocation();
  const [filters, setFilters, ready] = useFilters('posts', { mine: '', state: '', channel: '' });
  const mayWrite = useMay(['editor', 'section-head', 'leader']);
  // In the address: 今日 and the search lead here to begin a post.
  const [params, setParams] = useSearchParams();
  const isNew = mayWrite && params.has('new');
  const setNew = (open: boolean) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (open) next.set('new', '1');
        else next.delete('new');
        return next;
      },
      { replace: true },
    );
  const channels = api.useQuery('get', '/api/v1/posts/choices');
  const state = states.find((each) => each === filters.state);
  const wanted = {
    ...(filters.mine === '1' ? { mine: '1' as const } : {}),
    ...(state ? { state } : {}),
    ...(filters.channel ? { channel: filters.channel } : {}),
  };
  const list = usePages(
    ['get', '/api/v1/posts', wanted],
    (cursor) => fetchClient.GET('/api/v1/posts', { params: { query: { ...wanted, ...(cursor ? { cursor } : {}) } } }),
    { enabled: ready },
  );
  const live = useLive(['posts'], { hold: list.rows.length > 0 });
  // Texts that nobody has looked at before are checked bit by bit.
  const isCounting = list.rows.some(({ findings }) => findings === null);
  const again = list.again;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer may still lack some
  useEffect(() => {
    // Asking again would give up the next page that is on its way.
    if (!isCounting || list.isFetchingMore) return;
    const timer = setTimeout(again, COUNTED_MS);
    return () => clearTimeout(timer);
  }, [isCounting, list.isFetchingMore, list.rows]);
  const told = useTold();
  const away = useAway(list.again);
  const onAway = (row: PostRow) => {
    if (row.mayDiscard) away.discard(row);
    else if (row.mayTakeUp) told(away.takeUp(row));
  };
  const keys = useListKeys(list.rows, { open: ({ id }) => go(`/posts/${id}`), main: onAway, off: isNew });
  return (
    <>
      <PageTitle
        title={words.list.title}
        acts={
          mayWrite ? (
            <button type="button" className={styles.fresh} onClick={() => setNew(true)}>
              <PlusOutlined /> {words.list.fresh}
            </button>
          ) : undefined
        }
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line */}
      <div className={`${styles.filters} screen-only`} role="group" aria-label={words.list.filters}>
        <div className={styles.switch}>
          {(['', '1'] as const).map((mine) => (
            <button key={mine} type="button" aria-pressed={filters.mine === mine} onClick={() => setFilters({ mine })}>
              {mine === '1' ? words.list.mine : words.list.everybody}
            </button>
          ))}
        </div>
        <select
          aria-label={words.list.headState}
          value={filters.state}
          onChange={(event) => setFilters({ state: event.target.value })}
        >
          <option value="">{words.list.allStates}</option>
          {states.map((each) => (
            <option key={each} value={each}>
              {words.states[each]}
            </option>
          ))}
        </select>
        <select
          aria-label={words.list.headChannels}
          value={filters.channel}
          onChange={(event) => setFilters({ channel: event.target.value })}
        >
          <option value="">{words.list.allChannels}</option>
          {channels.data?.channels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <NewsBar live={live} />
      <div className={`${styles.panel} print-wide`}>
        {list.error ? <Trouble error={list.error} what={words.list.what} onRetry={list.again} /> : null}
        {list.isPending && !list.error ? <RowsSkeleton rows={8} /> : null}
        {!list.isPending && list.rows.length === 0 && !list.error ? (
          <NoPosts
            filtered={Object.keys(wanted).length > 0}
            clear={() => setFilters({ mine: '', state: '', channel: '' })}
          />
        ) : null}
        {list.rows.length > 0 ? (
          <PostTable rows={list.rows} isMore={list.isMore} rowProps={keys.rowProps} onAway={onAway} />
        ) : null}
        {list.isMore ? (
          <button type="button" className={styles.more} disabled={list.isFetchingMore} onClick={list.more}>
            {words.list.more}
          </button>
        ) : null}
      </div>
      {isNew ? <NewPost onClose={() => setNew(false)} onMade={(id) => go(`/posts/${id}`)} /> : null}
    </>
  );
}

function NoPosts({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  if (!filtered) return <Empty says={words.list.empty} />;
  const all = (
    <button type="button" className={act.act} onClick={clear}>
      {words.list.clear}
    </button>
  );
  return <Empty says={words.list.emptyFiltered} act={all} />;
}
