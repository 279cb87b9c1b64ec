import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { useLive } from '../frame/live.ts';
import { Empty } from '../look/empty.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say, titled } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import { KeptItem } from './kept-item.tsx';
import styles from './panels.module.css';
import { SideSheet } from './side-sheet.tsx';

/** What a black-out keeps back, or, once it is over, what asks: 发、改期、不发, one by one. */
export function KeptPanel({ blackout, onClose }: { blackout: string; onClose: () => void }) {
  const { now } = useFrame();
  useLive(['blackouts']);
  const may = useMay(['editor', 'section-head', 'leader']);
  const asked = api.useQuery('get', '/api/v1/blackouts/{id}', { params: { path: { id: blackout } } });
  const { data } = asked;
  const isOver = data?.state === 'over';
  const waiting = data?.waiting ?? [];
  const note = isOver ? say(words.kept.over, { n: waiting.length }) : words.kept.open;
  return (
    <SideSheet title={words.kept.title} note={data ? note : undefined} onClose={onClose}>
      {asked.isPending ? <RowsSkeleton rows={4} /> : null}
      {asked.error ? <Trouble error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {data && waiting.length === 0 ? <Empty says={isOver ? words.kept.none : words.strip.none} /> : null}
      <ul className={styles.list}>
        {waiting.map((each) =>
          isOver && may && each.delivery !== null ? (
            <KeptItem key={each.delivery} blackout={blackout} kept={{ ...each, delivery: each.delivery }} />
          ) : (
            <li key={`${each.post} ${each.channelName}`} className={styles.item}>
              <div>
                <p className={styles.name}>{titled(each.title)}</p>
                <p className={styles.small}>
                  {each.channelName} · {say(words.kept.at, { moment: momentWords(each.at, now()) })}
                </p>
              </div>
            </li>
          ),
        )}
      </ul>
    </SideSheet>
  );
}
