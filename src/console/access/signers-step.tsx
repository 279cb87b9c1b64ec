import { type FormEvent, useId, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { fetchClient } from '../api/client.ts';
import styles from './access.module.css';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useConfirm } from './confirm-session.ts';
import { type FirstPassword, FirstPasswords } from './first-passwords.tsx';
import { Refusal } from './refusal.tsx';

const asked = ['editor', 'section-head', 'leader', 'secrecy', 'security-admin', 'auditor'] as const;

interface Props {
  people: { id: string; name: string; post: string; roles: string[] }[];
  onDone: () => void;
}

/** One person for each role; afterwards the first passwords, shown once. */
export function SignersStep({ people, onDone }: Props) {
  const id = useId();
  const holder = (role: string) => people.find((p) => p.roles.includes(role))?.id ?? '';
  const [chosen, setChosen] = useState(() => Object.fromEntries(asked.map((role) => [role, holder(role)])));
  const [answer, setAnswer] = useState<FirstPassword[] | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const [naming, setNaming] = useState(false);
  const confirm = useConfirm();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const named = asked.flatMap((role) => (chosen[role] ? [{ role, person: chosen[role] }] : []));
    if (naming || named.length === 0) return;
    setNaming(true);
    setRefused(null);
    confirm
      .guarded(async () => {
        const { data, error } = await fetchClient.POST('/api/v1/setup/signers', { body: { named } });
        if (error) throw error;
        setAnswer(data.people);
      })
      .catch(setRefused)
      .finally(() => setNaming(false));
  };
  if (answer) return <FirstPasswords people={answer} onKept={onDone} />;
  return (
    <>
      <form className={styles.form} onSubmit={send}>
        <p className={styles.note}>{words.firstRun.signersNote}</p>
        <div className={styles.fields}>
          {asked.map((role) => (
            <div key={role} className={styles.field}>
              <label htmlFor={`${id}${role}`}>{words.role[role]}</label>
              <select
                id={`${id}${role}`}
                value={chosen[role]}
                onChange={(event) => setChosen((now) => ({ ...now, [role]: event.target.value }))}
              >
                <option value="">{words.firstRun.choose}</option>
                {people.map((person) => (
                  <option key={person.id} value={person.id}>
                    {person.name} · {person.post}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </div>
        <Refusal error={refused} />
        <div className={styles.acts}>
          <button type="submit" className={styles.primary} aria-disabled={naming}>
            {naming ? words.firstRun.naming : words.firstRun.nameSigners}
          </button>
        </div>
      </form>
      {confirm.asking ? <ConfirmDialog answer={confirm.answer} onLeave={confirm.leave} /> : null}
    </>
  );
}
