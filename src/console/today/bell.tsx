import { Link } from 'wouter';
import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { useLive, useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './bell.module.css';

/** Pages on which an object is seen, by its kind as the ledger writes it. */
const places: Readonly<Record<string, string>> = {
  post: '/posts/',
  bundle: '/bundles/',
  request: '/requests/',
  channel: '/matrix?account=',
  repost: '/matrix?task=',
};

/** What the bell opens: what this person was told and still stands, the red ones first; one can be taken. */
export default function Bell() {
  const { now } = useFrame();
  useLive(['notices', 'concern']);
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const asked = api.useQuery('get', '/api/v1/notices');
  const { mutateAsync, isPending } = api.useMutation('post', '/api/v1/notices/{id}/take');
  const take = async (id: string, title: string) => {
    if (isPending) return;
    try {
      await mutateAsync({ params: { path: { id } } });
      offer({ said: say(words.bell.done, { what: title }) });
    } catch (error) {
      offer({ said: problemOf(error).title });
    } finally {
      await lookAgain(['notices']);
    }
  };
  const { data } = asked;
  return (
    <div className={styles.bell}>
      <p className={styles.head}>
        <b>{words.bell.title}</b> {data && data.untaken > 0 ? say(words.bell.untaken, { n: data.untaken }) : null}
      </p>
      {asked.isPending ? <RowsSkeleton rows={3} /> : null}
      {asked.error ? <Trouble error={asked.error} what={words.bell.what} onRetry={() => void asked.refetch()} /> : null}
      {data?.notices.length === 0 ? <p className={styles.none}>{words.bell.none}</p> : null}
      <ul className={styles.list}>
        {data?.notices.map(({ id, title, text, remedy, urgency, since, takenBy, isMine, mayTake, about }) => {
          const href = placeOf(about);
          return (
            <li key={id} data-urgency={urgency}>
              <p className={styles.title}>
                {urgency === 'red' ? <span className={styles.red}>■ {words.bell.red}</span> : null} {title}
              </p>
              <details>
                <summary>
                  {words.bell.reason} · {say(words.bell.since, { moment: momentWords(since, now()) })}
                </summary>
                <p>{text}</p>
                {remedy ? <p>{remedy}</p> : null}
              </details>
              <div className={styles.acts}>
                {takenBy === null && mayTake ? (
                  <button
                    type="button"
                    className={act.link}
                    onClick={() => void take(id, title)}
                    aria-label={`${words.bell.take}：${title}`}
                  >
                    {words.bell.take}
                  </button>
                ) : null}
                {takenBy === null ? null : (
                  <span>{isMine ? words.bell.mine : say(words.bell.taken, { who: takenBy })}</span>
                )}
                {href === null ? null : (
                  <Link href={href} className={act.link ?? ''} aria-label={`${words.bell.look}：${title}`}>
                    {words.bell.look}
                  </Link>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function placeOf(about: string): string | null {
  const [kind = '', id = ''] = about.split(':');
  const place = places[kind];
  return place === undefined || id === '' ? null : `${place}${id}`;
}
