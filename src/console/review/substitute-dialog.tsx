import { useId, useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import styles from '../access/access.module.css';
import { Field } from '../access/field.tsx';
import { ActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { dayOf } from '../look/time-words.ts';
import type { SubstituteChoice } from './review-data.ts';

export interface SubstituteWish {
  absent: string;
  standIn: string;
  beginsOn: string;
  endsOn: string;
  reason: string;
}

interface Props {
  /** For whom the reader may name somebody: himself, or everybody who signs. */
  absent: readonly SubstituteChoice[];
  standIns: readonly SubstituteChoice[];
  name: (wish: SubstituteWish) => Promise<void>;
  onClose: () => void;
}

const said = words.substitutes;

/** Who is away from when to when, and who signs meanwhile. */
export function SubstituteDialog({ absent, standIns, name, onClose }: Props) {
  const { now, person } = useFrame();
  const today = dayOf(now());
  const [away, setAway] = useState(absent.some(({ id }) => id === person.id) ? person.id : (absent[0]?.id ?? ''));
  const [standIn, setStandIn] = useState('');
  const [beginsOn, setBegins] = useState(today);
  const [endsOn, setEnds] = useState(today);
  const called = absent.find(({ id }) => id === away)?.called ?? '';
  const others = standIns.filter(({ id }) => id !== away);
  const begin = (day: string) => {
    setBegins(day);
    if (endsOn < day) setEnds(day);
  };
  return (
    <ActDialog
      title={say(said.nameTitle, { absent: called })}
      happens={said.nameHappens}
      reason={{ label: said.reasonLabel, usual: said.usual }}
      verb={said.name}
      act={(reason) => name({ absent: away, standIn, beginsOn, endsOn, reason })}
      onClose={onClose}
    >
      {absent.length > 1 ? <People label={said.absent} from={absent} value={away} onChoose={setAway} /> : null}
      <People label={said.standIn} from={others} value={standIn} onChoose={setStandIn} />
      <div className={styles.fields}>
        <Field label={said.from} type="date" required min={today} value={beginsOn} onType={begin} />
        <Field label={said.to} type="date" required min={beginsOn} value={endsOn} onType={setEnds} />
      </div>
    </ActDialog>
  );
}

interface PeopleProps {
  label: string;
  from: readonly SubstituteChoice[];
  value: string;
  onChoose: (id: string) => void;
}

function People({ label, from, value, onChoose }: PeopleProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} required value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{said.choose}</option>
        {from.map((each) => (
          <option key={each.id} value={each.id}>
            {say(said.choice, { name: each.name, post: each.post, section: each.section })}
          </option>
        ))}
      </select>
    </div>
  );
}
