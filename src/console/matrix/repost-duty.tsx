import { useId } from 'react';
import words from '../../../content/wording/console/matrix.yaml';
import { api } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useMay } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { LevelMark } from '../look/level.tsx';
import { say } from '../look/say.ts';
import type { RepostTask } from './matrix-types.ts';
import { momentOf } from './matrix-words.ts';
import styles from './repost-panel.module.css';

type Owed = RepostTask['accounts'][number];

/** One account of a repost task: how far it is, its link, and what is done about it. */
export function DutyLine({ duty, task, now }: { duty: Owed; task: string; now: number }) {
  const ask = useActDialog();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const mayExcuse = useMay(['section-head', 'leader']);
  const excuse = api.useMutation('post', '/api/v1/reposts/{task}/excuse');
  const mayConfirm = useMay(['editor', 'section-head', 'leader', 'desk']);
  const confirm = api.useMutation('post', '/api/v1/reposts/{task}/confirm');
  const key = useId();
  const isOpen = duty.state === 'waiting' || duty.state === 'placed';
  const letOff = () =>
    ask({
      title: say(words.repost.excuseTitle, { name: duty.name }),
      happens: words.repost.excuseSays,
      reason: true,
      verb: words.repost.excuse,
      act: async (reason) => {
        await excuse.mutateAsync({ params: { path: { task } }, body: { account: duty.account, reason } });
        await lookAgain(['reposts', 'matrix']);
      },
    });
  const paste = () =>
    ask({
      title: say(words.repost.confirmTitle, { name: duty.name }),
      happens: words.repost.confirmSays,
      verb: words.repost.confirm,
      children: <LinkFields id={key} />,
      act: async () => {
        const { link, at, note } = told(document.getElementById(key));
        const moment = Date.parse(`${at}:00+08:00`);
        const body = { account: duty.account, link, note, ...(Number.isNaN(moment) ? {} : { at: moment }) };
        await confirm.mutateAsync({ params: { path: { task } }, body });
        offer({ said: say(words.repost.confirmed, { name: duty.name }) });
        await lookAgain(['reposts', 'matrix', 'today']);
      },
    });
  return (
    <li className={styles.duty}>
      <b>{duty.name}</b>
      <DutyState duty={duty} />
      <span className={styles.fact}>{factOf(duty, now)}</span>
      <span className={styles.end}>
        {duty.minutes === null ? '' : minutesOf(duty.minutes)}
        {isOpen && duty.urged > 0 ? say(words.repost.urgedTimes, { n: duty.urged }) : ''}
        {duty.state === 'excused' ? duty.by : ''}
        {duty.state === 'waiting' && mayConfirm ? (
          <button
            type="button"
            className={act.link}
            aria-label={`${words.repost.confirm}：${duty.name}`}
            onClick={paste}
          >
            {words.repost.confirm}
          </button>
        ) : null}
        {isOpen && mayExcuse ? (
          <button
            type="button"
            className={act.link}
            aria-label={`${words.repost.excuse}：${duty.name}`}
            onClick={letOff}
          >
            {words.repost.excuse}
          </button>
        ) : null}
      </span>
    </li>
  );
}

/** The link of the repost; when it was public and who saw it, for platforms whose pages no program can read. */
function LinkFields({ id }: { id: string }) {
  return (
    <div id={id} className={styles.fields}>
      <label>
        {words.repost.linkField}
        <input type="url" name="link" placeholder="https://" />
      </label>
      <label>
        {words.repost.atField}
        <input type="datetime-local" name="at" />
      </label>
      <label>
        {words.repost.noteField}
        <input name="note" maxLength={200} />
      </label>
    </div>
  );
}

function told(box: HTMLElement | null): { link: string; at: string; note: string } {
  const of = (name: string) => box?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value.trim() ?? '';
  return { link: of('link'), at: of('at'), note: of('note') };
}

function DutyState({ duty: { state, overdue, ours, problem } }: { duty: Owed }) {
  const says = words.repost.state;
  if (state === 'excused') return <span className={styles.excused}>○ {says.excused}</span>;
  if (state === 'carried') return <LevelMark level="green" says={says.carried} />;
  if (state === 'late') return <LevelMark level="orange" says={says.late} />;
  if (overdue) return <LevelMark level="breached" says={says.overdue} />;
  if (problem) return <LevelMark level="red" says={says.blocked} />;
  return <LevelMark level="orange" says={ours ? says[state] : says.link} />;
}

function factOf({ state, carriedAt, placedAt, note, problem, link }: Owed, now: number) {
  if (carriedAt !== null) {
    const at = momentOf(carriedAt, now);
    return link ? (
      <a href={link} target="_blank" rel="noreferrer" title={words.repost.link}>
        {at}
      </a>
    ) : (
      at
    );
  }
  if (state === 'excused') return note;
  if (problem) return problem.message;
  return placedAt === null ? '' : momentOf(placedAt, now);
}

/** Hours and minutes. */
export function minutesOf(minutes: number): string {
  return say(words.repost.minutes, { h: Math.floor(minutes / 60), m: String(minutes % 60).padStart(2, '0') });
}
