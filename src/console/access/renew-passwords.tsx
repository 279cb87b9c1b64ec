import { useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { fetchClient } from '../api/client.ts';
import { say } from '../look/say.ts';
import styles from './access.module.css';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useConfirm } from './confirm-session.ts';
import { type FirstPassword, FirstPasswords } from './first-passwords.tsx';
import { Refusal } from './refusal.tsx';

/** First passwords that were lost before they were read, or not used in time, are given anew. */
export function RenewPasswords({ names, onDone }: { names: readonly string[]; onDone: () => void }) {
  const [people, setPeople] = useState<FirstPassword[] | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const confirm = useConfirm();
  const renew = () =>
    confirm
      .guarded(async () => {
        const { data, error } = await fetchClient.POST('/api/v1/setup/signers/passwords');
        if (error) throw error;
        setPeople(data.people);
      })
      .catch(setRefused);
  if (people) {
    const kept = () => {
      setPeople(null);
      onDone();
    };
    return <FirstPasswords people={people} onKept={kept} />;
  }
  if (names.length === 0) return null;
  return (
    <>
      <p className={styles.note}>{say(words.firstRun.waiting, { names: names.join('、') })}</p>
      <div className={styles.acts}>
        <button type="button" className={styles.plain} onClick={() => void renew()}>
          {words.firstRun.renew}
        </button>
      </div>
      <Refusal error={refused} />
      {confirm.asking ? <ConfirmDialog answer={confirm.answer} onLeave={confirm.leave} /> : null}
    </>
  );
}
