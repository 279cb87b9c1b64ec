import words from '../../../content/wording/console/matrix.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { LevelChip } from '../look/level.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { dueWords, limitWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import type { RepostTask } from './matrix-types.ts';
import { momentOf } from './matrix-words.ts';
import { DutyLine, minutesOf } from './repost-duty.tsx';
import styles from './repost-panel.module.css';

const HOUR = 3_600_000;

/** 转载任务: the one that was asked for, else the one that is due first, with who has carried it and who has not. */
export function RepostPanel({ wanted }: { wanted: string | null }) {
  const { data, error, isPending, refetch } = api.useQuery('get', '/api/v1/reposts');
  const named = { params: { path: { task: wanted ?? '' } } };
  const asked = api.useQuery('get', '/api/v1/reposts/{task}', named, { enabled: wanted !== null });
  const task = asked.data ?? (wanted === null || asked.error ? data?.first : undefined);
  if (!task)
    return (
      <Panel title={words.repost.title}>
        {isPending ? <RowsSkeleton rows={4} height={33} /> : null}
        {error ? <Trouble error={error} what={words.trouble.reposts} onRetry={() => void refetch()} /> : null}
        {data ? <p className={styles.none}>{words.repost.none}</p> : null}
      </Panel>
    );
  return <Task task={task} />;
}

function Task({ task }: { task: RepostTask }) {
  const { now } = useFrame();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const mayUrge = useMay(['editor', 'section-head', 'leader', 'desk']);
  const urge = api.useMutation('post', '/api/v1/reposts/{task}/urge');
  const { owed, inTime, late, open, overdue, excused, medianMinutes } = task.completion;
  const done = inTime + late;
  const left = task.dueAt - now();
  const level = left < 0 ? 'breached' : left < HOUR ? 'red' : left < 8 * HOUR ? 'orange' : 'green';
  const press = async () => {
    if (urge.isPending) return;
    try {
      const { urged } = await urge.mutateAsync({ params: { path: { task: task.task } } });
      offer({ said: say(words.repost.urged, { n: urged.length }) });
    } catch (error) {
      const { title, remedy } = problemOf(error);
      offer({ said: `${title}：${remedy}` });
    }
    await lookAgain(['reposts']);
  };
  return (
    <Panel
      title={words.repost.title}
      note={say(words.repost.issued, { title: task.title, at: momentOf(task.issuedAt, now()) })}
      acts={
        open + overdue > 0 ? (
          <>
            <LevelChip
              level={level}
              says={left < 0 ? dueWords({ dueAt: task.dueAt, now: now(), short: true }) : limitWords(task.dueAt, now())}
            />
            {mayUrge ? (
              <button type="button" className={act.act} aria-disabled={urge.isPending} onClick={() => void press()}>
                {words.repost.urge}
              </button>
            ) : null}
          </>
        ) : undefined
      }
    >
      <p className={styles.figures}>
        <svg className={styles.bar} viewBox="0 0 140 8" preserveAspectRatio="none" aria-hidden="true">
          <rect width="140" height="8" rx="4" className={styles.ground} />
          <rect width={owed === 0 ? 0 : (140 * done) / owed} height="8" rx="4" className={styles.done} />
        </svg>
        <b>{say(words.repost.done, { done, owed })}</b>
        <span>
          {excused > 0 ? say(words.repost.excused, { n: excused }) : ''}
          {medianMinutes === null
            ? words.repost.noMedian
            : say(words.repost.median, { time: minutesOf(medianMinutes) })}
        </span>
      </p>
      <ul className={styles.duties}>
        {task.accounts.map((duty) => (
          <DutyLine key={duty.account} duty={duty} task={task.task} now={now()} />
        ))}
      </ul>
    </Panel>
  );
}
