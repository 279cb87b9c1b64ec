import { useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { ActDialog } from '../frame/act-dialog.tsx';
import styles from './access.module.css';
import { Field } from './field.tsx';

export interface TokenWish {
  name: string;
  scopes: string[];
  days: number;
}

interface Props {
  scopes: readonly string[];
  mostDays: number;
  make: (wish: TokenWish) => Promise<void>;
  onClose: () => void;
}

/** What a token is for, what it may do, and for how long. */
export function TokenDialog({ scopes, mostDays, make, onClose }: Props) {
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const turn = (scope: string) =>
    setChosen((now) => (now.includes(scope) ? now.filter((s) => s !== scope) : [...now, scope]));
  return (
    <ActDialog
      title={words.tokens.make}
      happens={words.tokens.lead}
      verb={words.tokens.act}
      act={() => make({ name, scopes: [...chosen], days: Number(days) })}
      onClose={onClose}
    >
      <Field label={words.tokens.name} required maxLength={60} value={name} onType={setName} />
      <Field label={words.tokens.days} type="number" min={1} max={mostDays} required value={days} onType={setDays} />
      <fieldset className={styles.checks}>
        <legend className={styles.note}>{words.tokens.scopes}</legend>
        {scopes.map((scope) => (
          <label key={scope}>
            <input type="checkbox" checked={chosen.includes(scope)} onChange={() => turn(scope)} />
            {scope}
          </label>
        ))}
      </fieldset>
    </ActDialog>
  );
}
