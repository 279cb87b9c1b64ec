import { FilterOutlined, LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import words from '../../../content/wording/console/calendar.yaml';
import { say } from '../look/say.ts';
import { PauseSending } from '../today/pause-sending.tsx';
import styles from './calendar-page.module.css';
import { type View, views } from './days.ts';

/** One step back, today, one step on. */
export function Steps({ onStep }: { onStep: (by: -1 | 0 | 1) => void }) {
  return (
    <span className={styles.steps}>
      <button type="button" aria-label={words.go.before} onClick={() => onStep(-1)}>
        <LeftOutlined />
      </button>
      <button type="button" onClick={() => onStep(0)}>
        {words.go.today}
      </button>
      <button type="button" aria-label={words.go.after} onClick={() => onStep(1)}>
        <RightOutlined />
      </button>
    </span>
  );
}

interface Props {
  view: View;
  /** How many channels are chosen; 0 for all. */
  chosen: number;
  mayMove: boolean;
  onView: (view: View) => void;
  onFilter: () => void;
  onAdd: () => void;
}

/** Right in the title line: the view, which channels, the stop of everything, and one more. */
export function CalendarActs({ view, chosen, mayMove, onView, onFilter, onAdd }: Props) {
  return (
    <>
      <fieldset className={styles.views}>
        <legend className="hidden-words">{words.views.label}</legend>
        {views.map((each) => (
          <button key={each} type="button" aria-pressed={view === each} onClick={() => onView(each)}>
            {words.views[each]}
          </button>
        ))}
      </fieldset>
      <button type="button" className={styles.act} onClick={onFilter}>
        <FilterOutlined />
        {chosen === 0 ? words.acts.channels : say(words.acts.some, { n: chosen })}
      </button>
      <PauseSending verb={words.acts.pause} />
      {mayMove ? (
        <button type="button" className={styles.primary} onClick={onAdd}>
          <PlusOutlined />
          {words.acts.add}
        </button>
      ) : null}
    </>
  );
}
