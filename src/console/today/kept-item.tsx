import { type FormEvent, useState } from 'react';
import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { say, titled } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './panels.module.css';

interface Kept {
  delivery: string;
  title: string;
  channelName: string;
  at: number;
}

/** One delivery that a black-out kept back: it goes now, at another time, or not at all. */
export function KeptItem({ blackout, kept }: { blackout: string; kept: Kept }) {
  const { now } = useFrame();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const { mutateAsync, isPending } = api.useMutation('post', '/api/v1/blackouts/{id}/answer');
  const [open, setOpen] = useState<'move' | 'drop' | null>(null);
  const [problem, setProblem] = useState('');
  const { delivery, title, channelName, at } = kept;
  const deliveries = [delivery];
  const send = async (body: Parameters<typeof mutateAsync>[0]['body'], said: string) => {
    if (isPending) return;
    try {
      const { refused } = await mutateAsync({ params: { path: { id: blackout } }, body });
      if (refused.length > 0) return setProblem(words.kept.refused);
      offer({ said });
      await lookAgain(['today', 'blackouts', 'calendar', 'frame']);
    } catch (error) {
      const { title: what, remedy } = problemOf(error);
      setProblem(`${what}：${remedy}`);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (open === 'drop') {
      const note = String(form.get('note') ?? '').trim();
      if (note === '') return setProblem(words.panel.needNote);
      return void send({ is: 'drop', note, deliveries }, say(words.kept.dropped, { title }));
    }
    const to = Date.parse(`${String(form.get('at') ?? '')}:00+08:00`);
    if (Number.isNaN(to)) return setProblem(words.panel.needMoment);
    void send({ is: 'move', at: to, deliveries }, say(words.kept.moved, { title, moment: momentWords(to, now()) }));
  };
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.name}>{titled(title)}</p>
        <p className={styles.small}>
          {channelName} · {say(words.kept.at, { moment: momentWords(at, now()) })}
        </p>
      </div>
      <div className={styles.buttons}>
        <button
          type="button"
          className={act.act}
          aria-disabled={isPending}
          aria-label={`${words.kept.send}：${title}`}
          onClick={() => void send({ is: 'send', deliveries }, say(words.kept.sent, { title }))}
        >
          {words.kept.send}
        </button>
        {(['move', 'drop'] as const).map((way) => (
          <button
            key={way}
            type="button"
            className={act.act}
            aria-expanded={open === way}
            aria-label={`${words.kept[way]}：${title}`}
            onClick={() => setOpen(open === way ? null : way)}
          >
            {words.kept[way]}
          </button>
        ))}
      </div>
      {open ? (
        <form className={`${styles.form} ${styles.wide}`} onSubmit={submit} key={open}>
          {open === 'move' ? (
            <label>
              {words.kept.moveTo}
              <input type="datetime-local" name="at" />
            </label>
          ) : (
            <label>
              {words.kept.dropWhy}
              <textarea name="note" rows={2} />
            </label>
          )}
          <div>
            <button type="submit" className={act.act} aria-disabled={isPending}>
              {open === 'move' ? words.kept.moveVerb : words.kept.dropVerb}
            </button>
          </div>
        </form>
      ) : null}
      {problem ? (
        <p className={`${styles.problem} ${styles.wide}`} role="alert">
          {problem}
        </p>
      ) : null}
    </li>
  );
}
