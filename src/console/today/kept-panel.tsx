import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { useLive, useLookAgain } from '../frame/live.ts';
import { SideSheet } from '../frame/side-sheet.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { Empty } from '../look/empty.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say, titled } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import { KeptItem } from './kept-item.tsx';
import styles from './panels.module.css';

/** What a black-out keeps back, or, once it is over, what asks: 发、改期、不发, one by one. */
export function KeptPanel({ blackout, onClose }: { blackout: string; onClose: () => void }) {
  const { now } = useFrame();
  useLive(['blackouts']);
  const may = useMay(['editor', 'section-head', 'leader']);
  const asked = api.useQuery('get', '/api/v1/blackouts/{id}', { params: { path: { id: blackout } } });
  const { data } = asked;
  const isOver = data?.state === 'over';
  const waiting = data?.waiting ?? [];
  const all = waiting.flatMap(({ delivery, ...each }) => (delivery === null ? [] : [{ ...each, delivery }]));
  const note = isOver ? say(words.kept.over, { n: waiting.length }) : words.kept.open;
  return (
    <SideSheet title={words.kept.title} note={data ? note : undefined} onClose={onClose}>
      {asked.isPending ? <RowsSkeleton rows={4} /> : null}
      {asked.error ? <Trouble error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {data && waiting.length === 0 ? <Empty says={isOver ? words.kept.none : words.strip.none} /> : null}
      {isOver && may && all.length > 1 ? <SendAll blackout={blackout} kept={all} /> : null}
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

/** 全部按间隔发出: one dialog for all of them, with the gap of each account between two. */
function SendAll({ blackout, kept }: { blackout: string; kept: readonly { delivery: string; title: string }[] }) {
  const ask = useActDialog();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const { mutateAsync } = api.useMutation('post', '/api/v1/blackouts/{id}/answer');
  const n = kept.length;
  const first = kept
    .slice(0, 3)
    .map(({ title }) => titled(title))
    .join('');
  const names = n > 3 ? say(words.kept.sendAllMore, { names: first, n }) : first;
  const send = async () => {
    const body = { is: 'send' as const, deliveries: kept.map(({ delivery }) => delivery) };
    const { answered, refused } = await mutateAsync({ params: { path: { id: blackout } }, body });
    const said = refused.length > 0 ? words.kept.someRefused : words.kept.sentAll;
    offer({ said: say(said, { n: answered, m: refused.length }) });
    await lookAgain(['today', 'blackouts', 'calendar', 'frame']);
  };
  return (
    <p className={styles.all}>
      <button
        type="button"
        className={act.act}
        onClick={() =>
          ask({
            title: say(words.kept.sendAllAsk, { n }),
            happens: say(words.kept.sendAllHappens, { names }),
            cannotUndo: words.kept.sendAllCannot,
            verb: words.kept.sendAll,
            act: send,
          })
        }
      >
        {words.kept.sendAll}
      </button>
    </p>
  );
}
