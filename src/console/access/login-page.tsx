import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import words from '../../../content/wording/console/access.yaml';
import frameWords from '../../../content/wording/console/frame.yaml';
import { api } from '../api/client.ts';
import { sessionIsBack } from '../frame/session-ended.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './access.module.css';
import { ChangePasswordForm } from './change-password-form.tsx';
import { type Entered, LoginForm } from './login-form.tsx';
import { OfficeSignIn } from './office-sign-in.tsx';
import { untilWords } from './until-words.ts';

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
  const { data, isPending } = api.useQuery('get', '/api/v1/session');
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
        {isPending ? null : held === null ? (
          <>
            {params.has('back') ? <p className={styles.note}>{words.login.left}</p> : null}
            <Doors oidc={data?.oidc ?? false} passwords={data?.passwords} back={back} onEntered={setEntered} />
            {data?.firstRun ? (
              <p className={styles.note}>
                {words.login.firstRun} <Link href="/first-run">{words.login.toFirstRun}</Link>
              </p>
            ) : data?.passwords === 'everybody' ? (
              <p className={styles.note}>{words.login.forgotten}</p>
            ) : null}
          </>
        ) : held.mustChange ? (
          <>
            <p className={styles.note}>{words.change.why}</p>
            {held.changeBy === null ? null : (
              <p className={styles.note}>{say(words.change.until, { until: untilWords(held.changeBy) })}</p>
            )}
            <ChangePasswordForm onDone={enter} takesFocus />
          </>
        ) : (
          <Inside entered={held} now={data?.now ?? 0} onGo={enter} />
        )}
      </div>
    </main>
  );
}

interface DoorsProps {
  oidc: boolean;
  passwords: 'everybody' | 'administrators' | 'nobody' | undefined;
  back: string;
  onEntered: (entered: Entered) => void;
}

/** By password, by the identity provider of the office, or by both; who comes by password only as an administrator asks for it. */
function Doors({ oidc, passwords = 'everybody', back, onEntered }: DoorsProps) {
  const [asks, setAsks] = useState(false);
  if (!oidc) return <LoginForm onEntered={onEntered} />;
  if (passwords === 'everybody')
    return (
      <>
        <LoginForm onEntered={onEntered} />
        <OfficeSignIn back={back} first={false} />
      </>
    );
  return (
    <>
      {asks ? null : <OfficeSignIn back={back} first />}
      {asks ? <LoginForm onEntered={onEntered} /> : null}
      {passwords === 'administrators' ? (
        <button type="button" className={styles.link} aria-expanded={asks} onClick={() => setAsks(!asks)}>
          {asks ? words.login.office : words.login.byPassword}
        </button>
      ) : null}
    </>
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
