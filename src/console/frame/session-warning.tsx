import { useQueryClient } from '@tanstack/react-query';
import words from '../../../content/wording/console/frame.yaml';
import { api } from '../api/client.ts';
import { say } from '../look/say.ts';
import { spanWords, timeWords } from '../look/time-words.ts';
import { serverNow, useServerMinute } from './live-stream.ts';
import { lookAgain } from './look-again.ts';
import styles from './session-warning.module.css';

/** A time-out is told this long before; the minute shown may be almost over. */
const WARN_MS = 3 * 60_000;

/** Before the session ends for want of use: how long is left, and staying; before its last moment: when that is. */
export function SessionWarning() {
  const client = useQueryClient();
  useServerMinute();
  const { data } = api.useQuery('get', '/api/v1/session', {}, { refetchInterval: 45_000, staleTime: 0 });
  const extend = api.useMutation('post', '/api/v1/session/extend', {
    onSuccess: () => void lookAgain(client, ['session']),
  });
  const session = data?.session;
  if (!session) return null;
  const ends = Math.min(session.idleAt, session.latestAt);
  const left = ends - serverNow();
  if (left > WARN_MS || left <= 0) return null;
  const isLast = session.latestAt <= session.idleAt;
  return (
    <div className={`${styles.bar} screen-only`} role="alert">
      <span>
        {isLast
          ? say(words.session.last, { time: timeWords(session.latestAt) })
          : say(words.session.soon, { left: spanWords(left) })}
      </span>
      {isLast ? null : (
        <button type="button" onClick={() => extend.mutate({})}>
          {words.session.stay}
        </button>
      )}
    </div>
  );
}
