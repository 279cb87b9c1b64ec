import { useEffect, useRef } from 'react';
import words from '../../../content/wording/console/access.yaml';
import frameWords from '../../../content/wording/console/frame.yaml';
import { api } from '../api/client.ts';
import styles from './access.module.css';
import { Refusal } from './refusal.tsx';

/** On the way to the identity provider of the office, to show oneself again before signing. */
export default function LoginConfirmPage() {
  const { mutate, error } = api.useMutation('post', '/api/v1/session/oidc/confirm');
  const sent = useRef(false);
  useEffect(() => {
    document.title = `${words.confirm.againTitle} · ${frameWords.product}`;
    if (sent.current) return;
    sent.current = true;
    mutate({}, { onSuccess: ({ address }) => location.replace(address) });
  }, [mutate]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1 className={styles.office}>{words.confirm.againTitle}</h1>
        {error ? <Refusal error={error} /> : <p role="status">{words.confirm.going}</p>}
      </div>
    </main>
  );
}
