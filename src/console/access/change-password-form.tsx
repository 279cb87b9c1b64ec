import { type FormEvent, useEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import styles from './access.module.css';
import { Field } from './field.tsx';
import { Refusal } from './refusal.tsx';

interface Props {
  onDone: () => void;
  /** It took the place of the form that was just sent: whoever types goes on typing. */
  takesFocus?: boolean;
}

/** The present password and the next one twice; `onDone` when it is changed. */
export function ChangePasswordForm({ onDone, takesFocus = false }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (takesFocus) form.current?.querySelector('input')?.focus();
  }, [takesFocus]);
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = api.useMutation('put', '/api/v1/session/password');
  const differ = again !== '' && next !== again;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (next !== again || change.isPending) return;
    change.mutate({ body: { present, next } }, { onSuccess: onDone });
  };
  return (
    <form ref={form} className={`${styles.form} ${styles.narrow}`} onSubmit={send}>
      <Field
        label={words.change.present}
        type="password"
        autoComplete="current-password"
        required
        value={present}
        onType={setPresent}
      />
      <Field
        label={words.change.next}
        hint={words.change.rules}
        type="password"
        autoComplete="new-password"
        required
        value={next}
        onType={setNext}
      />
      <Field
        label={words.change.again}
        type="password"
        autoComplete="new-password"
        required
        value={again}
        onType={setAgain}
        aria-invalid={differ}
        {...(differ ? { hint: words.change.differ } : {})}
      />
      <Refusal error={change.error} />
      <div className={styles.acts}>
        <button type="submit" className={styles.primary} aria-disabled={change.isPending}>
          {change.isPending ? words.change.acting : words.change.act}
        </button>
      </div>
    </form>
  );
}
