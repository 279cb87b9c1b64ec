import PauseCircleOutlined from '@ant-design/icons/PauseCircleOutlined';
import { useState } from 'react';
import words from '../../../content/wording/console/today.yaml';
import { api, fetchClient } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { pausingRoles, useFrame, useMay } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import styles from './pause-sending.module.css';

type Touched = readonly { title: string }[];

/**
 * Opens 暂停全部投放？ with what would stop today counted (section 8): 今日, 日历, 矩阵, the search and the phone call it.
 * `may` tells whether this person can; where nobody may, nothing is shown.
 */
export function usePauseSending(): { may: boolean; isLooking: boolean; open: () => void } {
  const may = useMay(pausingRoles);
  const { blackout } = useFrame();
  const ask = useActDialog();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const { mutateAsync } = api.useMutation('post', '/api/v1/blackouts');
  const [isLooking, setLooking] = useState(false);
  const open = async () => {
    if (isLooking) return;
    setLooking(true);
    const { data, error } = await fetchClient.GET('/api/v1/blackouts/preview').finally(() => setLooking(false));
    if (!data) return offer({ said: problemOf(error).title });
    const { keptBack, byHand, counts } = data;
    ask({
      title: words.pause.title,
      happens: (
        <>
          <p>
            {counts.keptBack > 0
              ? say(words.pause.happens, { n: counts.keptBack, titles: titlesOf(keptBack) })
              : words.pause.nothing}
          </p>
          {counts.byHand > 0 ? <p>{say(words.pause.byHand, { n: counts.byHand, titles: titlesOf(byHand) })}</p> : null}
          <p>{words.pause.after}</p>
        </>
      ),
      ...(counts.underWay > 0 ? { cannotUndo: say(words.pause.underWay, { n: counts.underWay }) } : {}),
      reason: true,
      verb: words.pause.verb,
      danger: true,
      act: async (reason) => {
        const done = await mutateAsync({ body: { reason } });
        offer({ said: say(words.pause.done, { n: done.counts.keptBack }) });
        await lookAgain(['today', 'frame', 'calendar', 'matrix', 'blackouts']);
      },
    });
  };
  return { may: may && blackout === null, isLooking, open: () => void open() };
}

/** The button, absent for those who may not and while everything is paused already. */
export function PauseSending({ verb = words.acts.pause }: { verb?: string }) {
  const { may, isLooking, open } = usePauseSending();
  if (!may) return null;
  return (
    <button type="button" className={styles.button} aria-disabled={isLooking} onClick={open}>
      <PauseCircleOutlined aria-hidden="true" /> {isLooking ? words.pause.looking : verb}
    </button>
  );
}

/** The first titles, each once. */
function titlesOf(list: Touched): string {
  const titles = [...new Set(list.map(({ title }) => title))];
  const first = titles.slice(0, 3).map((title) => say(words.pause.named, { title }));
  return titles.length > 3 ? say(words.pause.more, { titles: first.join('') }) : first.join('');
}
