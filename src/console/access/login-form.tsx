import { type FormEvent, useRef, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import styles from './access.module.css';
import { CodeField } from './code-field.tsx';
import { Field } from './field.tsx';
import { Refusal } from './refusal.tsx';

/** What is told after entry. */
export interface Entered {
  name: string;
  mustChange: boolean;
  /** When a password that somebody else gave opens no more. */
  changeBy: number | null;
  lastLogin: { at: number; from: string } | null;
}

/** User, password, and the code when it is asked for. */
export function LoginForm({ onEntered }: { onEntered: (entered: Entered) => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const login = api.useMutation('post', '/api/v1/session');
  const [asksCode, setAsksCode] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (login.isPending) return;
    const body = { name: name.trim(), password, ...(code ? { code } : {}) };
    login.mutate(
      { body },
      {
        onSuccess: onEntered,
        onError: (error) => {
          const why = problemOf(error).code;
          if (why === 'code-needed') return setAsksCode(true);
          // A code that was taken before says nothing against the password.
          if (why === 'code-used') return setCode('');
          setPassword('');
          form.current?.querySelector<HTMLInputElement>('input[type=password]')?.focus();
        },
      },
    );
  };
  const refused = login.error && problemOf(login.error).code !== 'code-needed' ? login.error : null;
  return (
    <form ref={form} className={styles.form} onSubmit={send}>
      <Field
        label={words.login.name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        value={name}
        onType={setName}
      />
      <Field
        label={words.login.password}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onType={setPassword}
      />
      {asksCode ? (
        <CodeField
          label={words.login.code}
          hint={words.login.codeHint}
          required
          autoFocus
          value={code}
          onType={setCode}
        />
      ) : null}
      <Refusal error={refused} />
      <button type="submit" className={`${styles.primary} ${styles.large}`} aria-disabled={login.isPending}>
        {login.isPending ? words.login.entering : words.login.enter}
      </button>
    </form>
  );
}
