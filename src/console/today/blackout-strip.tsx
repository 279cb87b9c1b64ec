import { useState } from 'react';
import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { useLive, useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { dayOf, momentWords, timeWords } from '../look/time-words.ts';
import styles from './blackout-strip.module.css';
import { KeptPanel } from './kept-panel.tsx';

/** 全部投放已暂停（周科长 09:12，原因：…）, above every page while a black-out of all accounts stands. */
export default function BlackoutStrip() {
  const { blackout, now } = useFrame();
  const [looking, setLooking] = useState<string | null>(null);
  return (
    <>
      {blackout ? (
        <Strip {...blackout} today={dayOf(now())} onLook={() => setLooking(blackout.id)} onEnded={setLooking} />
      ) : null}
      {looking === null ? null : <KeptPanel blackout={looking} onClose={() => setLooking(null)} />}
    </>
  );
}

interface Props {
  id: string;
  reason: string;
  startedAt: number;
  startedBy: string;
  today: string;
  onLook: () => void;
  onEnded: (id: string) => void;
}

function Strip({ id, reason, startedAt, startedBy, today, onLook, onEnded }: Props) {
  useLive(['blackouts']);
  const { now } = useFrame();
  const mayEnd = useMay(['section-head', 'leader']);
  const ask = useActDialog();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const { data } = api.useQuery('get', '/api/v1/blackouts/{id}', { params: { path: { id } } });
  const { mutateAsync } = api.useMutation('post', '/api/v1/blackouts/{id}/end');
  const n = data?.waiting.length ?? 0;
  const time = dayOf(startedAt) === today ? timeWords(startedAt) : momentWords(startedAt, now());
  const resume = () =>
    ask({
      title: words.strip.resumeTitle,
      happens: say(words.strip.resumeHappens, { n }),
      verb: words.strip.resumeVerb,
      act: async () => {
        const ended = await mutateAsync({ params: { path: { id } } });
        offer({ said: say(words.strip.resumed, { n: ended.waiting.length }) });
        if (ended.waiting.length > 0) onEnded(id);
        await lookAgain(['today', 'frame', 'calendar', 'matrix', 'blackouts']);
      },
    });
  return (
    <div className={styles.strip} role="status">
      <span>{say(words.strip.says, { who: startedBy, time, reason })}</span>
      {data ? <span>· {n > 0 ? say(words.strip.waiting, { n }) : words.strip.none}</span> : null}
      <span className={styles.acts}>
        <button type="button" onClick={onLook}>
          {words.strip.look}
        </button>
        {mayEnd ? (
          <button type="button" onClick={resume}>
            {words.strip.resume}
          </button>
        ) : null}
      </span>
    </div>
  );
}
