import { useId, useState } from 'react';
import words from '../../../content/wording/console/items.yaml';
import styles from '../access/access.module.css';
import { Field } from '../access/field.tsx';
import { ActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { dayOf, timeWords } from '../look/time-words.ts';
import type { PortalColumn } from './item-types.ts';

const said = words.deadline;
const kinds = ['result', 'progress', 'goal', 'duty'] as const;
type Kind = (typeof kinds)[number];

/** What was formed, when, and where it will appear. */
export interface Told {
  title: string;
  formedAt: number;
  kind: Kind;
  byOn?: string;
  url?: string;
}

interface Props {
  column: Pick<PortalColumn, 'path'>;
  tell: (told: Told) => Promise<void>;
  onClose: () => void;
}

export function FormedDialog({ column, tell, onClose }: Props) {
  const id = useId();
  const { now } = useFrame();
  const [title, setTitle] = useState('');
  const [day, setDay] = useState(dayOf(now()));
  const [time, setTime] = useState(timeWords(now()));
  const [kind, setKind] = useState<Kind>('result');
  const [byOn, setByOn] = useState('');
  const [url, setUrl] = useState('');
  const told = () => ({
    ...{ title, kind, formedAt: Date.parse(`${day}T${time}:00+08:00`) },
    ...(byOn === '' ? {} : { byOn }),
    ...(url === '' ? {} : { url }),
  });
  return (
    <ActDialog
      title={say(said.tellTitle, { column: column.path.at(-1) ?? '' })}
      happens={said.tellHappens}
      verb={said.tellVerb}
      isForm
      act={() => tell(told())}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Field label={said.title} required value={title} onType={setTitle} />
        <Field label={said.on} type="date" required max={dayOf(now())} value={day} onType={setDay} />
        <Field label={said.at} type="time" required value={time} onType={setTime} />
        <div className={styles.field}>
          <label htmlFor={`${id}kind`}>{said.what}</label>
          <select id={`${id}kind`} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
            {kinds.map((each) => (
              <option key={each} value={each}>
                {said.kinds[each]}
              </option>
            ))}
          </select>
        </div>
        {kind === 'goal' ? <Field label={said.by} type="date" required value={byOn} onType={setByOn} /> : null}
        <Field label={said.url} type="url" hint={said.optional} value={url} onType={setUrl} />
      </div>
    </ActDialog>
  );
}
