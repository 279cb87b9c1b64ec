import words from '../../../content/wording/console/requests.yaml';
import act from '../look/act.module.css';
import { say } from '../look/say.ts';
import { AssignForm } from './assign-form.tsx';
import styles from './request-list.module.css';
import type { ListedRequest } from './request-types.ts';
import { useAssign } from './use-assign.ts';

interface Props {
  requests: readonly ListedRequest[];
  assigning: boolean;
  setAssigning: (on: boolean) => void;
  allChosen: boolean;
  onAll: () => void;
  onDone: () => void;
}

/** 已选 2 件 · 分派 … Esc */
export function ChosenBar({ requests, assigning, setAssigning, allChosen, onAll, onDone }: Props) {
  const { give, giving, problem } = useAssign();
  return (
    <div className={styles.chosen}>
      <div className={styles.chosenLine}>
        <label className={styles.box}>
          <input type="checkbox" checked={allChosen} onChange={onAll} />
          <span className="hidden-words">{words.selectAll}</span>
        </label>
        <b>{say(words.selected, { n: requests.length })}</b>
        <button type="button" className={act.link} aria-expanded={assigning} onClick={() => setAssigning(!assigning)}>
          {words.assign}
        </button>
        <span className={styles.esc} aria-hidden="true">
          Esc
        </span>
      </div>
      {assigning ? (
        <div className={styles.give}>
          <AssignForm
            verb={say(words.giveTo, { n: requests.length })}
            {...sectionOf(requests)}
            isAsked
            giving={giving}
            problem={problem}
            onGive={async (hands) => {
              if (await give(requests, hands)) onDone();
            }}
          />
        </div>
      ) : null}
    </div>
  );
}

/** The section to begin with: the one that all of them are in. */
function sectionOf(requests: readonly ListedRequest[]) {
  const [only, ...more] = new Set(requests.map(({ section }) => section.id));
  return only === undefined || more.length > 0 ? {} : { now: { section: only, assignee: null } };
}
