import { useState } from 'react';
import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import type { Asking } from './today-types.ts';

/** 用这条: makes the post, places it and hands it in; waits for the server and says what came of it. */
export function useProposal(onDone: () => void = () => {}) {
  const { now } = useFrame();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const [taking, setTaking] = useState<string | null>(null);
  const { mutateAsync } = api.useMutation('post', '/api/v1/today/proposals');
  const take = async ({ id, channel, channelName, title }: Asking['proposals'][number]) => {
    if (taking !== null) return;
    setTaking(id);
    try {
      const { ok, state, places, blocking } = await mutateAsync({ body: { id, channel } });
      const at = places.find((each) => each.channel === channel)?.at ?? null;
      const moment = at === null ? '' : momentWords(at, now());
      offer({
        said: ok
          ? say(state === 'approved' ? words.asking.placed : words.asking.used, { title, channel: channelName, moment })
          : say(words.asking.blocked, { title, n: blocking }),
      });
      onDone();
    } catch (error) {
      const { title: what, remedy } = problemOf(error);
      offer({ said: `${what}：${remedy}` });
    } finally {
      setTaking(null);
      await lookAgain(['today', 'frame']);
    }
  };
  return { take, taking };
}
