import { type FormEvent, useId, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import styles from './access.module.css';
import { Field } from './field.tsx';
import { Refusal } from './refusal.tsx';

interface Props {
  setup: { office: string; sections: { id: string; name: string }[] };
  onDone: () => void;
}

/** The office's name and the first administrator, with the code that the terminal showed. */
export function FirstAdminForm({ setup, onDone }: Props) {
  const id = useId();
  const [wish, setWish] = useState({
    code: '',
    office: setup.office,
    id: '',
    name: '',
    post: words.role['system-admin'],
    section: setup.sections[0]?.id ?? '',
    password: '',
  });
  const make = api.useMutation('post', '/api/v1/setup');
  const set = (key: keyof typeof wish) => (value: string) => setWish((now) => ({ ...now, [key]: value }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isPending) make.mutate({ body: wish }, { onSuccess: onDone });
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <Field
        label={words.firstRun.code}
        hint={words.firstRun.codeHint}
        required
        autoComplete="off"
        value={wish.code}
        onType={set('code')}
      />
      <div className={styles.fields}>
        <Field label={words.firstRun.office} required value={wish.office} onType={set('office')} />
        <div className={styles.field}>
          <label htmlFor={id}>{words.firstRun.section}</label>
          <select id={id} value={wish.section} onChange={(event) => set('section')(event.target.value)}>
            {setup.sections.map((section) => (
              <option key={section.id} value={section.id}>
                {section.name}
              </option>
            ))}
          </select>
        </div>
        <Field label={words.firstRun.name} required value={wish.name} onType={set('name')} />
        <Field label={words.firstRun.post} required value={wish.post} onType={set('post')} />
        <Field
          label={words.firstRun.id}
          hint={words.firstRun.idHint}
          required
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={wish.id}
          onType={set('id')}
        />
        <Field
          label={words.firstRun.password}
          hint={words.change.rules}
          type="password"
          autoComplete="new-password"
          required
          value={wish.password}
          onType={set('password')}
        />
      </div>
      <p className={styles.note}>{words.firstRun.adminNote}</p>
      <Refusal error={make.error} />
      <div className={styles.acts}>
        <button type="submit" className={styles.primary} aria-disabled={make.isPending}>
          {make.isPending ? words.firstRun.making : words.firstRun.make}
        </button>
      </div>
    </form>
  );
}
