import { type InputHTMLAttributes, useId } from 'react';
import styles from './access.module.css';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'id'> {
  label: string;
  hint?: string;
  onType: (value: string) => void;
}

/** An input with its label, and a line below it that is read with it. */
export function Field({ label, hint, onType, ...input }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        aria-describedby={hint ? `${id}h` : undefined}
        onChange={(event) => onType(event.target.value)}
        {...input}
      />
      {hint ? (
        <p className={styles.hint} id={`${id}h`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
