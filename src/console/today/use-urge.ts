import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import type { RowOf } from './today-types.ts';

/** 催办: whoever answers for an account that still owes is told once more. It stays inside the house, so nothing asks first. */
export function useUrge(): (row: RowOf<'repost'>) => void {
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const { mutateAsync } = api.useMutation('post', '/api/v1/reposts/{task}/urge');
  const urge = async ({ task }: RowOf<'repost'>) => {
    try {
      const { urged } = await mutateAsync({ params: { path: { task } } });
      offer({ said: say(words.repost.urged, { n: urged.length }) });
    } catch (error) {
      const { title, remedy } = problemOf(error);
      offer({ said: `${title}：${remedy}` });
    } finally {
      await lookAgain(['today', 'reposts']);
    }
  };
  return (row) => void urge(row);
}
