import { useId, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { fetchClient } from '../api/client.ts';
import { ActDialog } from '../frame/act-dialog.tsx';
import styles from './access.module.css';
import type { Guarded } from './confirm-session.ts';
import { Field } from './field.tsx';
import type { ListedPerson } from './listed-person.ts';

interface Props {
  /** Null for a new one. */
  person: ListedPerson | null;
  sections: { id: string; name: string }[];
  guarded: Guarded;
  onClose: () => void;
}

/** What the system administrator writes of a person. */
export function PersonDialog({ person, sections, guarded, onClose }: Props) {
  const select = useId();
  const [id, setId] = useState('');
  const [wish, setWish] = useState({
    name: person?.name ?? '',
    post: person?.post ?? '',
    section: person?.section ?? sections[0]?.id ?? '',
    email: person?.email ?? '',
    mobile: person?.mobile ?? '',
  });
  const set = (key: keyof typeof wish) => (value: string) => setWish((now) => ({ ...now, [key]: value }));
  const save = async () => {
    const { email, mobile, ...rest } = wish;
    const body = { ...rest, ...(email ? { email } : {}), ...(mobile ? { mobile } : {}) };
    const { error } = person
      ? await fetchClient.PUT('/api/v1/people/{person}', { params: { path: { person: person.id } }, body })
      : await fetchClient.POST('/api/v1/people', { body: { id, ...body } });
    if (error) throw error;
  };
  return (
    <ActDialog
      isForm
      title={person ? `${words.people.change} · ${person.name}` : words.people.add}
      happens={person ? '' : words.people.makeNote}
      verb={person ? words.people.save : words.people.make}
      act={() => guarded(save)}
      onClose={onClose}
    >
      {person ? null : (
        <Field
          label={words.people.id}
          hint={words.people.idHint}
          required
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          value={id}
          onType={setId}
        />
      )}
      <Field label={words.people.name} required value={wish.name} onType={set('name')} />
      <Field label={words.firstRun.post} required value={wish.post} onType={set('post')} />
      <div className={styles.field}>
        <label htmlFor={select}>{words.people.section}</label>
        <select id={select} value={wish.section} onChange={(event) => set('section')(event.target.value)}>
          {sections.map((section) => (
            <option key={section.id} value={section.id}>
              {section.name}
            </option>
          ))}
        </select>
      </div>
      <Field label={words.people.email} type="email" value={wish.email} onType={set('email')} />
      <Field label={words.people.mobile} inputMode="tel" value={wish.mobile} onType={set('mobile')} />
    </ActDialog>
  );
}
