import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import words from '../../../content/wording/console/access.yaml';
import frameWords from '../../../content/wording/console/frame.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { sessionIsBack } from '../frame/session-ended.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './access.module.css';
import { ChangePasswordForm } from './change-password-form.tsx';
import { Field } from './field.tsx';
import { Refusal } from './refusal.tsx';

interface Entered {
  name: string;
  mustChange: boolean;
  lastLogin: { at: number; from: string } | null;
}

/** Where to go after signing in: a page of this console, never another site. */
function wayBack(back: string | null): string {
  return back?.startsWith('/') && !/^\/[/\\]/.test(back) ? back : '/';
}

/** The centred card: user, password, and the code when it is asked for; then the last login, and on. */
export default function LoginPage() {
  const [params] = useSearchParams();
  const back = wayBack(params.get('back'));
  const [, go] = useLocation();
  const client = useQueryClient();
  const { data } = api.useQuery('get', '/api/v1/session');
  const [entered, setEntered] = useState<Entered | null>(null);
  const held = entered ?? data?.session ?? null;
  useEffect(() => {
    document.title = `${words.login.title} · ${frameWords.product}`;
  }, []);
  const enter = () => {
    client.clear();
    sessionIsBack();
    go(back);
  };
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header>
          <h1 className={styles.office}>{data?.office ?? frameWords.product}</h1>
          <div className={styles.product}>{frameWords.product}</div>
        </header>
        {held === null ? (
          <>
            {params.has('back') ? <p className={styles.note}>{words.login.left}</p> : null}
            <LoginForm onEntered={setEntered} />
            {data?.firstRun ? (
              <p className={styles.note}>
                {words.login.firstRun} <Link href="/first-run">{words.login.toFirstRun}</Link>
              </p>
            ) : (
              <p className={styles.note}>{words.login.forgotten}</p>
            )}
          </>
        ) : held.mustChange ? (
          <>
            <p className={styles.note}>{words.change.why}</p>
            <ChangePasswordForm onDone={enter} />
          </>
        ) : (
          <Inside entered={held} now={data?.now ?? 0} onGo={enter} />
        )}
      </div>
    </main>
  );
}

function LoginForm({ onEntered }: { onEntered: (entered: Entered) => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
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
          if (problemOf(error).code === 'code-needed') setAsksCode(true);
          else setPassword('');
        },
      },
    );
  };
  const refused = login.error && problemOf(login.error).code !== 'code-needed' ? login.error : null;
  return (
    <form className={styles.form} onSubmit={send}>
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
        <Field
          label={words.login.code}
          hint={words.login.codeHint}
          inputMode="numeric"
          autoComplete="one-time-code"
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

/** After entry: when and from where the last login came, so that a strange one is noticed. */
function Inside({ entered, now, onGo }: { entered: Entered; now: number; onGo: () => void }) {
  const { lastLogin, name } = entered;
  const way = useRef<HTMLButtonElement>(null);
  useEffect(() => way.current?.focus(), []);
  return (
    <div className={styles.form} role="status">
      <p className={styles.note}>{say(words.login.entered, { name })}</p>
      <p className={styles.note}>
        {lastLogin
          ? say(words.login.last, { at: momentWords(lastLogin.at, now), from: lastLogin.from })
          : words.login.never}
      </p>
      {lastLogin ? <p className={styles.hint}>{words.login.notMe}</p> : null}
      <button type="button" className={`${styles.primary} ${styles.large}`} ref={way} onClick={onGo}>
        {words.login.go}
      </button>
    </div>
  );
}
