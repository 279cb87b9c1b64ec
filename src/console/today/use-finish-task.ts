import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import type { RowOf } from './today-types.ts';

/** 记为办完: a task of a yearly plan. The ledger has no way back from it, so it is asked first. */
export function useFinishTask(): (row: RowOf<'task'>) => void {
  const ask = useActDialog();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const { mutateAsync } = api.useMutation('post', '/api/v1/tasks/{task}/done');
  return ({ task, title }) =>
    ask({
      title: say(words.task.ask, { title }),
      happens: words.task.happens,
      cannotUndo: words.task.cannotUndo,
      verb: words.task.verb,
      act: async () => {
        await mutateAsync({ params: { path: { task } }, body: {} });
        offer({ said: say(words.task.done, { title }) });
        await lookAgain(['today', 'frame']);
      },
    });
}
