import { type FormEvent, useId, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import styles from './access.module.css';
import { FirstPasswords } from './first-passwords.tsx';
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
  const name = api.useMutation('post', '/api/v1/setup/signers');
  const send = (event: FormEvent) => {
    event.preventDefault();
    const named = asked.flatMap((role) => (chosen[role] ? [{ role, person: chosen[role] }] : []));
    if (!name.isPending && named.length > 0) name.mutate({ body: { named } });
  };
  if (name.data) return <FirstPasswords people={name.data.people} onKept={onDone} />;
  return (
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
      <Refusal error={name.error} />
      <div className={styles.acts}>
        <button type="submit" className={styles.primary} aria-disabled={name.isPending}>
          {name.isPending ? words.firstRun.naming : words.firstRun.nameSigners}
        </button>
      </div>
    </form>
  );
}
