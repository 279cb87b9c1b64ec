import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import styles from '../access/access.module.css';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { useConfirm } from '../access/confirm-session.ts';
import { HeadedTable } from '../access/headed-table.tsx';
import { WhoMay } from '../access/who-may.tsx';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { lookAgain } from '../frame/look-again.ts';
import { Empty } from '../look/empty.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords, rangeWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import type { Substitution } from './review-data.ts';
import { SubstituteDialog, type SubstituteWish } from './substitute-dialog.tsx';

const said = words.substitutes;

/** 代签: who signs in whose place; one's own, and all for those who give roles or audit. */
export default function SubstitutesTab() {
  const list = useInfiniteQuery({
    queryKey: ['get', '/api/v1/substitutes'],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      const { data, error } = await fetchClient.GET('/api/v1/substitutes', { params: { query }, signal });
      if (error) throw error;
      return data;
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const client = useQueryClient();
  const ask = useActDialog();
  const confirm = useConfirm();
  const [naming, setNaming] = useState(false);
  const { now } = useFrame();
  if (list.error && !list.data)
    return <Trouble error={list.error} what={said.what} onRetry={() => void list.refetch()} />;
  const name = (wish: SubstituteWish) =>
    confirm.guarded(async () => {
      const { error } = await fetchClient.POST('/api/v1/substitutes', { body: wish });
      if (error) throw error;
      await lookAgain(client, ['substitutes', 'review', 'frame']);
    });
  const end = ({ id, absent, standIn, beginsOn, endsOn }: Substitution) =>
    ask({
      title: say(said.endTitle, { standIn: standIn.called, absent: absent.called }),
      happens: say(said.endHappens, { range: rangeWords(beginsOn, endsOn, now()) }),
      verb: said.end,
      act: async () => {
        const { error } = await fetchClient.POST('/api/v1/substitutes/{substitution}/end', {
          params: { path: { substitution: id } },
        });
        if (error) throw error;
        await lookAgain(client, ['substitutes', 'review', 'frame']);
      },
    });
  const mayName = (first?.absent.length ?? 0) > 0;
  return (
    <Panel
      title={said.title}
      note={said.lead}
      flush
      acts={
        mayName ? (
          <button type="button" className={`${styles.primary} ${styles.small}`} onClick={() => setNaming(true)}>
            {said.name}
          </button>
        ) : null
      }
      foot={mayName || !first ? undefined : <WhoMay roles={['security-admin']} />}
    >
      {list.isPending ? <RowsSkeleton rows={4} /> : null}
      {first && rows.length === 0 ? <Empty says={said.none} /> : null}
      {rows.length > 0 ? <Substitutions rows={rows} onEnd={end} /> : null}
      {list.hasNextPage ? (
        <div className={styles.stepBody}>
          <button type="button" className={styles.plain} onClick={() => void list.fetchNextPage()}>
            {said.more}
          </button>
        </div>
      ) : null}
      {naming && first ? (
        <SubstituteDialog
          absent={first.absent}
          standIns={first.standIns}
          name={name}
          onClose={() => setNaming(false)}
        />
      ) : null}
      {confirm.asking ? <ConfirmDialog answer={confirm.answer} onLeave={confirm.leave} /> : null}
    </Panel>
  );
}

function Substitutions({ rows, onEnd }: { rows: readonly Substitution[]; onEnd: (row: Substitution) => void }) {
  const { now } = useFrame();
  const columns = [said.absent, said.standIn, said.days, said.reason, said.by, said.act];
  return (
    <HeadedTable columns={columns}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className={styles.nowrap}>{row.absent.called}</td>
          <td className={styles.nowrap}>{row.standIn.called}</td>
          <td className={styles.nowrap}>
            {rangeWords(row.beginsOn, row.endsOn, now())}
            <small>{said.state[row.state]}</small>
          </td>
          <td>{row.reason}</td>
          <td className={styles.nowrap}>
            {row.namedBy}
            <small>{momentWords(row.namedAt, now())}</small>
            {row.ended ? (
              <small>{say(said.endedBy, { who: row.ended.by, at: momentWords(row.ended.at, now()) })}</small>
            ) : null}
          </td>
          <td>
            {row.mayEnd ? (
              <button
                type="button"
                className={styles.link}
                onClick={() => onEnd(row)}
                aria-label={say(said.endOf, { standIn: row.standIn.called, absent: row.absent.called })}
              >
                {said.end}
              </button>
            ) : null}
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}
