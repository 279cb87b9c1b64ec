import { useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import styles from '../access/access.module.css';
import { Field } from '../access/field.tsx';
import { ActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { dayOf, timeWords } from '../look/time-words.ts';

interface Props {
  title: string;
  /** The embargo that runs, ms UTC. */
  from: number | null;
  /** Whoever does not answer for the office may make it longer only. */
  isLongerOnly: boolean;
  embargo: (until: number) => Promise<void>;
  onClose: () => void;
}

const said = words.keeping;

/** Until when nothing of a post begins: a day and a time in Beijing. */
export function EmbargoDialog({ title, from, isLongerOnly, embargo, onClose }: Props) {
  const { now } = useFrame();
  const first = from ?? now() + 3_600_000;
  const [day, setDay] = useState(dayOf(first));
  const [time, setTime] = useState(timeWords(first));
  return (
    <ActDialog
      title={say(said.embargoTitle, { title })}
      happens={isLongerOnly && from !== null ? `${said.embargoHappens}${said.embargoLonger}` : said.embargoHappens}
      verb={said.embargoAct}
      act={() => embargo(Date.parse(`${day}T${time}:00+08:00`))}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Field label={said.day} type="date" required min={dayOf(now())} value={day} onType={setDay} />
        <Field label={said.time} type="time" required value={time} onType={setTime} />
      </div>
    </ActDialog>
  );
}
