import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import words from '../../../content/wording/console/requests.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import act from '../look/act.module.css';
import styles from './assign-form.module.css';
import type { Hands } from './request-types.ts';

interface Props {
  /** What the button says: 分派 2 件. */
  verb: string;
  /** Where they are now, chosen to begin with. */
  now?: { section: string; assignee: string | null };
  /** It was opened by a key or a press: what is to be chosen has the focus. */
  isAsked?: boolean;
  giving: boolean;
  problem: string | null;
  onGive: (hands: Hands) => void;
}

/** A section, and in it one person or nobody yet. */
export function AssignForm({ verb, now, isAsked = false, giving, problem, onGive }: Props) {
  const id = useId();
  const { data, error } = api.useQuery('get', '/api/v1/requests/hands', {}, { staleTime: 60_000 });
  const sections = data?.sections ?? [];
  const [chosen, setChosen] = useState(now);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (isAsked) first.current?.focus();
  }, [isAsked]);
  const section = sections.find((each) => each.id === chosen?.section) ?? sections[0];
  const person = section?.people.find((each) => each.id === chosen?.assignee);
  const give = (event: FormEvent) => {
    event.preventDefault();
    if (!section || giving) return;
    onGive({
      section: section.id,
      assignee: person?.id ?? null,
      name: person ? `${section.name} ${person.called}` : section.name,
    });
  };
  return (
    <form className={styles.form} onSubmit={give}>
      <label htmlFor={`${id}s`}>{words.section}</label>
      <select
        ref={first}
        id={`${id}s`}
        value={section?.id ?? ''}
        onChange={(event) => setChosen({ section: event.target.value, assignee: null })}
      >
        {sections.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}p`}>{words.person}</label>
      <select
        id={`${id}p`}
        value={person?.id ?? ''}
        onChange={(event) => setChosen({ section: section?.id ?? '', assignee: event.target.value || null })}
      >
        <option value="">{words.nobody}</option>
        {section?.people.map((each) => (
          <option key={each.id} value={each.id}>
            {`${each.name}（${each.post}）`}
          </option>
        ))}
      </select>
      <button type="submit" className={act.act} aria-disabled={giving}>
        {verb}
      </button>
      <p className={styles.problem} role="alert">
        {problem ?? (error ? problemOf(error).title : null)}
      </p>
    </form>
  );
}
