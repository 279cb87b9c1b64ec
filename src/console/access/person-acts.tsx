import { useRef, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import styles from './access.module.css';
import type { Guarded } from './confirm-session.ts';
import type { ListedPerson } from './listed-person.ts';
import { Refusal } from './refusal.tsx';

/** What an act on a person opens. */
export type Open =
  | { is: 'person' | 'roles'; person: ListedPerson | null }
  | { is: 'password'; name: string; text: string; until: number | null };

export interface ActsProps {
  guarded: Guarded;
  onOpen: (open: Open) => void;
}

/** What the reader's role may do with a person; of himself nobody changes roles, password or account here. */
export function PersonActs({ person, guarded, onOpen }: ActsProps & { person: ListedPerson }) {
  const { person: me } = useFrame();
  const system = useMay(['system-admin']);
  const security = useMay(['security-admin']);
  const ask = useActDialog();
  const [refused, setRefused] = useState<unknown>(null);
  const box = useRef<HTMLDivElement>(null);
  const { id, name } = person;
  const path = { params: { path: { person: id } } };
  const doing = (call: () => Promise<{ error?: unknown }>) => () =>
    guarded(async () => {
      const { error } = await call();
      if (error) throw error;
    });
  const reset = async () => {
    const { data, error } = await fetchClient.POST('/api/v1/people/{person}/password', path);
    if (error) throw error;
    onOpen({ is: 'password', name, text: data.password, until: data.until });
  };
  const closed = person.account !== 'closed';
  const account = () => fetchClient.PUT('/api/v1/people/{person}/account', { ...path, body: { closed } });
  const verbs: { verb: string; onClick: () => void }[] = [];
  if (system) verbs.push({ verb: words.people.change, onClick: () => onOpen({ is: 'person', person }) });
  if (system && id !== me.id && person.account !== 'none') {
    const [verb, title, happens] = closed
      ? [words.people.close, words.people.closeTitle, words.people.closeHappens]
      : [words.people.open, words.people.openTitle, words.people.openHappens];
    const act = doing(account);
    verbs.push({ verb, onClick: () => ask({ title: say(title, { name }), happens, verb, danger: closed, act }) });
  }
  if (security && id !== me.id) {
    verbs.push({ verb: words.people.giveRoles, onClick: () => onOpen({ is: 'roles', person }) });
    const verb = person.account === 'none' || person.account === 'office' ? words.people.give : words.people.reset;
    const title = say(words.people.resetTitle, { name });
    verbs.push({
      verb,
      onClick: () => ask({ title, happens: words.people.resetHappens, verb, act: () => guarded(reset) }),
    });
  }
  if (security && id !== me.id && person.lockedUntil) {
    const unlock = doing(() => fetchClient.DELETE('/api/v1/people/{person}/lock', path));
    const unlocked = () => {
      setRefused(null);
      // Its button goes away.
      box.current?.querySelector('button')?.focus();
    };
    verbs.push({ verb: words.people.unlock, onClick: () => void unlock().then(unlocked, setRefused) });
  }
  if (security && id !== me.id && person.secondFactor) {
    const act = doing(() => fetchClient.DELETE('/api/v1/people/{person}/factor', path));
    const [title, verb] = [say(words.people.factorTitle, { name }), words.people.endFactor];
    verbs.push({ verb, onClick: () => ask({ title, happens: words.people.factorHappens, verb, danger: true, act }) });
  }
  return (
    <div ref={box} className={styles.acts}>
      {verbs.map(({ verb, onClick }) => (
        <button key={verb} type="button" className={styles.link} onClick={onClick} aria-label={`${verb}：${name}`}>
          {verb}
        </button>
      ))}
      <Refusal error={refused} />
    </div>
  );
}
