import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import words from '../../../content/wording/console/access.yaml';
import frameWords from '../../../content/wording/console/frame.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import styles from './access.module.css';
import { CodeField } from './code-field.tsx';
import { Refusal } from './refusal.tsx';

/** Where the identity provider of the office sends the browser back to: its answer is taken to the server once. */
export default function LoginReturnPage() {
  const finish = api.useMutation('post', '/api/v1/session/oidc/finish');
  const [shown, setShown] = useState(false);
  const [, go] = useLocation();
  const client = useQueryClient();
  const sent = useRef(false);
  const enter = ({ back, confirmed }: { back: string; confirmed: boolean }) => {
    if (confirmed) return setShown(true);
    client.clear();
    go(back === '/' ? '/login' : `/login?back=${encodeURIComponent(back)}`, { replace: true });
  };
  useEffect(() => {
    document.title = `${words.login.title} · ${frameWords.product}`;
    if (sent.current) return;
    sent.current = true;
    const query = location.search.slice(1);
    // The code is used up: nobody needs it in the history.
    history.replaceState(null, '', location.pathname);
    finish.mutate({ body: { query: query || '-' } }, { onSuccess: enter });
  });
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1 className={styles.office}>{shown ? words.confirm.againTitle : words.login.title}</h1>
        {shown ? <p role="status">{words.confirm.again}</p> : null}
        {finish.isPending ? <p role="status">{words.login.returning}</p> : null}
        {finish.error ? <Refused error={finish.error} onEntered={enter} /> : null}
      </div>
    </main>
  );
}

interface RefusedProps {
  error: unknown;
  onEntered: (answer: { back: string; confirmed: boolean }) => void;
}

function Refused({ error, onEntered }: RefusedProps) {
  if (problemOf(error).code === 'code-needed') return <CodeForm onEntered={onEntered} />;
  return (
    <>
      <Refusal error={error} />
      <p className={styles.acts}>
        <Link href="/login" className={styles.primary}>
          {words.login.toLogin}
        </Link>
      </p>
    </>
  );
}

/** Who has set up a second factor here shows its code here, too. */
function CodeForm({ onEntered }: Pick<RefusedProps, 'onEntered'>) {
  const [code, setCode] = useState('');
  const show = api.useMutation('post', '/api/v1/session/oidc/code');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!show.isPending) show.mutate({ body: { code } }, { onSuccess: onEntered });
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <CodeField
        label={words.login.code}
        hint={words.login.codeHint}
        required
        autoFocus
        value={code}
        onType={setCode}
      />
      <Refusal error={show.error} />
      <button type="submit" className={`${styles.primary} ${styles.large}`} aria-disabled={show.isPending}>
        {show.isPending ? words.login.entering : words.login.sendCode}
      </button>
    </form>
  );
}
