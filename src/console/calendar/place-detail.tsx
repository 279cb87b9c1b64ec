import { Link } from 'wouter';
import words from '../../../content/wording/console/calendar.yaml';
import { api, fetchClient } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { SideSheet } from '../frame/side-sheet.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { spokenDates } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import type { Movable, ShownPlace } from './answers.ts';
import { actWords, whenWords } from './item-words.ts';
import styles from './sheet.module.css';

interface Props {
  place: string;
  nameOf: (channel: string) => string;
  mayMove: boolean;
  onMove: (item: Movable) => void;
  onClose: () => void;
  look: () => Promise<void>;
}

/** One item: what and where, why there, what is asked of people, and the ways on. */
export function PlaceDetail({ place, nameOf, mayMove, onMove, onClose, look }: Props) {
  const params = { params: { path: { place } } };
  const { data, error, refetch } = api.useQuery('get', '/api/v1/calendar/places/{place}', params);
  return (
    <SideSheet
      title={words.detail.title}
      onClose={onClose}
      foot={data && mayMove && data.movable ? <Acts {...{ data, nameOf, onMove, onClose, look }} /> : undefined}
    >
      {error ? <Trouble error={error} what={words.detail.title} onRetry={() => void refetch()} /> : null}
      {data ? <Facts data={data} name={nameOf(data.channel)} /> : error ? null : <RowsSkeleton rows={4} height={34} />}
    </SideSheet>
  );
}

function Facts({ data, name }: { data: ShownPlace; name: string }) {
  const { now } = useFrame();
  const when = (at: number) => whenWords(at, now());
  const { earliestAt, latestAt, question, url, waits } = data;
  const window = [
    ...(earliestAt === null ? [] : [say(words.detail.from, { at: when(earliestAt) })]),
    ...(latestAt === null ? [] : [say(words.detail.until, { at: when(latestAt) })]),
  ].join('，');
  return (
    <>
      <p className={styles.doc}>{data.title}</p>
      <dl className={styles.facts}>
        <dt>{words.detail.where}</dt>
        <dd>{name}</dd>
        <dt>{words.detail.when}</dt>
        <dd>{when(data.at)}</dd>
        <dt>{words.detail.act}</dt>
        <dd>{actWords(data.act)}</dd>
        <dt>{words.detail.state}</dt>
        <dd>{words.word[data.word]}</dd>
        <dt>{words.detail.why}</dt>
        <dd>
          {spokenDates(data.reason, now())}
          {data.nextPossibleAt === null ? '' : `，${say(words.detail.next, { at: when(data.nextPossibleAt) })}`}
          <br />
          {say(words.detail.placed, { person: data.placedBy, at: when(data.placedAt) })}
          {data.pinned ? (
            <>
              <br />
              {words.detail.pinned}
            </>
          ) : null}
          {data.announced ? (
            <>
              <br />
              {words.detail.announced}
            </>
          ) : null}
        </dd>
        {window === '' ? null : (
          <>
            <dt>{words.detail.window}</dt>
            <dd>{window}</dd>
          </>
        )}
        {waits === null ? null : (
          <>
            <dt>{words.detail.waits}</dt>
            <dd>{waits}</dd>
          </>
        )}
      </dl>
      {question === null ? null : (
        <p className={styles.ask}>
          <b>{words.detail.question}</b>：{question.remedy}
        </p>
      )}
      <div className={styles.fields}>
        <Link className={styles.button} href={`/posts/${data.post}`}>
          {words.detail.openPost}
        </Link>
        {data.word === 'sign' ? (
          <Link className={styles.button} href={`/review/${data.post}`}>
            {words.detail.openReview}
          </Link>
        ) : null}
        {question === null ? null : (
          <Link className={styles.button} href={`/matrix?delivery=${data.delivery}`}>
            {words.detail.openQuestion}
          </Link>
        )}
        {data.delivery !== null && question === null && data.movable ? (
          <Link className={styles.button} href={`/by-hand/${data.delivery}`}>
            {words.detail.byHand}
          </Link>
        ) : null}
        {url === null ? null : (
          <a className={styles.button} href={url} target="_blank" rel="noreferrer">
            {words.detail.openLink}
          </a>
        )}
      </div>
    </>
  );
}

type ActProps = Omit<Props, 'place' | 'mayMove'> & { data: ShownPlace };

function Acts({ data, nameOf, onMove, onClose, look }: ActProps) {
  const { offer } = useUndo();
  const ask = useActDialog();
  const { id, post, channel, title, act, at, pinned, announced } = data;
  const told = async (said: string, call: Promise<{ error?: unknown }>) => {
    const { error } = await call;
    offer({ said: error ? problemOf(error).title : say(said, { title }) });
    await look();
  };
  const body = { post, channel };
  const remove = async () => {
    const { error } = await fetchClient.POST('/api/v1/calendar/remove', { body });
    if (error) throw error;
    offer({ said: say(words.detail.removed, { title }) });
    await look();
    onClose();
  };
  return (
    <>
      <button
        type="button"
        className={styles.button}
        onClick={() =>
          ask({
            title: say(words.detail.removing, { title, channel: nameOf(channel) }),
            happens: words.detail.removeHappens,
            verb: words.detail.remove,
            act: remove,
          })
        }
      >
        {words.detail.remove}
      </button>
      {pinned ? (
        <button
          type="button"
          className={styles.button}
          onClick={() => void told(words.detail.unpinned, fetchClient.POST('/api/v1/calendar/unpin', { body }))}
        >
          {words.detail.unpin}
        </button>
      ) : null}
      {announced || data.lost ? null : (
        <button
          type="button"
          className={styles.button}
          onClick={() => void told(words.detail.told, fetchClient.POST('/api/v1/calendar/announce', { body }))}
        >
          {words.detail.announce}
        </button>
      )}
      <button type="button" className={styles.primary} onClick={() => onMove({ id, post, channel, title, act, at })}>
        {words.detail.move}
      </button>
    </>
  );
}
