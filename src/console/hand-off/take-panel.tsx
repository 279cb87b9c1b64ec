import words from '../../../content/wording/console/hand-off.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useLookAgain } from '../frame/live.ts';
import act from '../look/act.module.css';
import { Panel } from '../look/panel.tsx';
import styles from './hand-off.module.css';

/** Before it is taken: what taking does, and the one button. */
export function TakePanel({ delivery }: { delivery: string }) {
  const lookAgain = useLookAgain();
  const { mutateAsync, isPending, error } = api.useMutation('post', '/api/v1/deliveries/{id}/hand-off');
  const take = async () => {
    if (isPending) return;
    await mutateAsync({ params: { path: { id: delivery } } }).catch(() => null);
    await lookAgain(['deliveries', 'today', 'matrix', 'calendar']);
  };
  const problem = error ? problemOf(error) : null;
  return (
    <Panel title={words.take.title} className={styles.take}>
      <ul>
        {words.take.says.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <button type="button" className={act.main} aria-disabled={isPending} onClick={() => void take()}>
        {isPending ? words.take.taking : words.take.verb}
      </button>
      <p className={styles.problem} role="alert">
        {problem ? `${problem.title}：${problem.remedy}` : ''}
      </p>
    </Panel>
  );
}
