/** 政策包: every open bundle, by what is owed first. */
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import words from '../../../content/wording/console/bundles.yaml';
import { fetchClient } from '../api/client.ts';
import { useFilters } from '../frame/filters.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { useListKeys } from '../frame/keys.ts';
import { usePages } from '../frame/list-pages.ts';
import { useLive } from '../frame/live.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { Empty } from '../look/empty.tsx';
import { LevelMark } from '../look/level.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { dayWords, dueWords, startOfDay } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import type { BundleRow, BundlesAnswer } from './bundle-types.ts';
import styles from './bundles.module.css';

const DAY_MS = 86_400_000;

export default function BundlesPage() {
  const [, go] = useLocation();
  const [filters, setFilters, ready] = useFilters('bundles', { section: '' });
  const [sections, setSections] = useState<BundlesAnswer['sections']>([]);
  const asked = filters.section ? { section: filters.section } : {};
  const list = usePages<BundleRow, Pick<BundlesAnswer, 'sections'>>(
    ['get', '/api/v1/bundles', asked],
    (cursor) =>
      fetchClient.GET('/api/v1/bundles', {
        params: { query: { ...asked, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    { enabled: ready },
  );
  // They stay while the rows of another filter are on their way.
  const { first } = list;
  useEffect(() => {
    if (first) setSections(first.sections);
  }, [first]);
  useLive(['bundles']);
  const { rowProps } = useListKeys(list.rows, { open: ({ id }) => go(`/bundles/${id}`) });
  const choose = (
    <label className={styles.choose}>
      {words.filter.section}
      <select value={filters.section} onChange={(event) => setFilters({ section: event.target.value })}>
        <option value="">{words.filter.all}</option>
        {sections.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  const all = (
    <button type="button" className={styles.act} onClick={() => setFilters({ section: '' })}>
      {words.clear}
    </button>
  );
  return (
    <>
      <PageTitle title={words.title} lead={words.lead} />
      <Panel title={words.list} acts={choose} flush className="print-wide">
        {list.error && list.rows.length === 0 ? (
          <Trouble error={list.error} what={words.list} onRetry={list.again} />
        ) : list.isPending ? (
          <RowsSkeleton rows={8} />
        ) : list.rows.length === 0 ? (
          <Empty says={filters.section ? words.emptyFiltered : words.empty} act={filters.section ? all : undefined} />
        ) : (
          <table className={styles.table} aria-label={words.list}>
            <thead>
              <tr>
                <th scope="col">{words.head.policy}</th>
                <th scope="col" className={styles.section}>
                  {words.head.section}
                </th>
                <th scope="col" className={styles.day}>
                  {words.head.published}
                </th>
                <th scope="col" className={styles.there}>
                  {words.head.there}
                </th>
                <th scope="col" className={styles.owed}>
                  {words.head.owed}
                </th>
                <th scope="col" className={styles.due}>
                  {words.head.due}
                </th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row, i) => (
                <Row key={row.id} row={row} props={rowProps(i)} />
              ))}
            </tbody>
          </table>
        )}
        {list.isMore ? (
          <div className={styles.more}>
            <button type="button" className={styles.act} onClick={list.more} aria-disabled={list.isFetchingMore}>
              {words.more}
            </button>
          </div>
        ) : null}
      </Panel>
    </>
  );
}

function Row({ row, props }: { row: BundleRow; props: object }) {
  const { now } = useFrame();
  const owed = row.owed.map(({ what, subject }) => say(words.owed[what], { subject }));
  return (
    <tr {...props}>
      <td>
        <Link href={`/bundles/${row.id}`} className={styles.name}>
          {row.title}
        </Link>
        <div className={styles.quiet}>
          {row.documentNumber}
          {row.phase === 'draft' ? <span className={styles.chip}>{words.draft}</span> : null}
        </div>
      </td>
      <td>{row.section ?? words.noSection}</td>
      <td className="nowrap">{row.publishedOn === null ? words.noDate : dayWords(row.publishedOn, now())}</td>
      <td className="nowrap">
        {say(words.there, { n: row.there })}
        {row.doubtful > 0 ? <div className={styles.quiet}>{say(words.doubtful, { n: row.doubtful })}</div> : null}
      </td>
      <td>{owed.length === 0 ? <span className={styles.quiet}>{words.nothingOwed}</span> : owed.join('、')}</td>
      <td className="nowrap">
        {row.nextDueOn === null ? null : (
          <LevelMark
            level={row.level}
            says={dueWords({
              dueAt: startOfDay(row.nextDueOn) + DAY_MS,
              now: now(),
              workingDaysLeft: row.workingDaysLeft,
              provisional: row.provisional,
            })}
          />
        )}
      </td>
    </tr>
  );
}
