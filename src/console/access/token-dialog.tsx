import { useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { ActDialog } from '../frame/act-dialog.tsx';
import styles from './access.module.css';
import { Field } from './field.tsx';
import { scopeWords } from './scope-words.ts';

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

const { noScope: title, noScopeNext: remedy } = words.tokens;
/** Said in the dialog before anything is asked of the server. */
const noScope = { title, remedy, code: 'no-scope' };

/** What a token is for, what it may do, and for how long. */
export function TokenDialog({ scopes, mostDays, make, onClose }: Props) {
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const turn = (scope: string) =>
    setChosen((now) => (now.includes(scope) ? now.filter((s) => s !== scope) : [...now, scope]));
  return (
    <ActDialog
      isForm
      title={words.tokens.make}
      happens={words.tokens.lead}
      verb={words.tokens.act}
      act={async () => {
        if (chosen.length === 0) throw noScope;
        await make({ name, scopes: [...chosen], days: Number(days) });
      }}
      onClose={onClose}
    >
      <Field label={words.tokens.name} required maxLength={60} value={name} onType={setName} />
      <Field label={words.tokens.days} type="number" min={1} max={mostDays} required value={days} onType={setDays} />
      <fieldset className={styles.scopes}>
        <legend className={styles.note}>{words.tokens.scopes}</legend>
        {scopes.map((scope) => (
          <label key={scope} data-way={scope.split(':')[1]}>
            <input type="checkbox" checked={chosen.includes(scope)} onChange={() => turn(scope)} />
            <span>
              {scopeWords(scope)}
              <small>{scope}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </ActDialog>
  );
}
