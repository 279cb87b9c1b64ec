import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { api, fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { lookAgain } from '../frame/live.ts';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './access.module.css';
import type { ListedPerson } from './listed-person.ts';
import { PersonDialog } from './person-dialog.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { ShownOnce } from './shown-once.tsx';
import { WhoMay } from './who-may.tsx';

type Open = { is: 'person' | 'roles'; person: ListedPerson | null } | { is: 'password'; name: string; text: string };

/** 用户与角色: everybody, and what the three administrators each may do. */
export default function PeopleTab() {
  const { data, error, isPending, refetch } = api.useQuery('get', '/api/v1/people');
  const system = useMay(['system-admin']);
  const security = useMay(['security-admin']);
  const [open, setOpen] = useState<Open | null>(null);
  const client = useQueryClient();
  const close = () => {
    setOpen(null);
    void lookAgain(client, ['people']);
  };
  if (error) return <Trouble error={error} what={words.people.what} onRetry={() => void refetch()} />;
  return (
    <Panel
      title={words.people.title}
      note={words.people.lead}
      flush
      acts={
        system ? (
          <button
            type="button"
            className={`${styles.primary} ${styles.small}`}
            onClick={() => setOpen({ is: 'person', person: null })}
          >
            {words.people.add}
          </button>
        ) : null
      }
      foot={
        <>
          {system ? null : <WhoMay roles={['system-admin']} />}
          {security ? null : <WhoMay roles={['security-admin']} />}
        </>
      }
    >
      {isPending ? <RowsSkeleton rows={8} /> : <People people={data.items} onOpen={setOpen} />}
      {open?.is === 'person' ? (
        <PersonDialog person={open.person} sections={data?.sections ?? []} onClose={close} />
      ) : null}
      {open?.is === 'roles' && open.person ? <RolesDialog person={open.person} onClose={close} /> : null}
      {open?.is === 'password' ? (
        <ShownOnce
          title={say(words.people.passwordTitle, { name: open.name })}
          note={words.people.passwordNote}
          text={open.text}
          verb={words.people.passwordKept}
          onClose={close}
        />
      ) : null}
    </Panel>
  );
}

function People({ people, onOpen }: { people: readonly ListedPerson[]; onOpen: (open: Open) => void }) {
  const { now } = useFrame();
  const columns = [words.people.person, words.people.post, words.people.roles, words.people.account, words.people.last];
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {[...columns, words.people.act].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <td className={styles.nowrap}>
                {person.name}
                <small>{person.id}</small>
              </td>
              <td>
                {person.post}
                <small>{person.sectionName}</small>
              </td>
              <td>
                {person.roles.map((role) => (
                  <span key={role} className={styles.chip}>
                    {words.role[role]}
                  </span>
                ))}
              </td>
              <td>
                {words.people[`account_${person.account}`]}
                {person.lockedUntil ? (
                  <small className={styles.warn}>
                    ▲ {say(words.people.locked, { until: momentWords(person.lockedUntil, now()) })}
                  </small>
                ) : null}
                {person.secondFactor ? <small>{words.people.factor}</small> : null}
              </td>
              <td className={styles.nowrap}>
                {person.lastLogin ? momentWords(person.lastLogin.at, now()) : words.people.never}
                {person.lastLogin ? <small>{person.lastLogin.from}</small> : null}
              </td>
              <td>
                <PersonActs person={person} onOpen={onOpen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the reader's role may do with a person; of himself nobody changes roles, password or account here. */
function PersonActs({ person, onOpen }: { person: ListedPerson; onOpen: (open: Open) => void }) {
  const { person: me } = useFrame();
  const system = useMay(['system-admin']);
  const security = useMay(['security-admin']);
  const ask = useActDialog();
  const client = useQueryClient();
  const { id, name } = person;
  const path = { params: { path: { person: id } } };
  const done = async (answer: { error?: unknown }) => {
    if (answer.error) throw answer.error;
    await lookAgain(client, ['people']);
  };
  const reset = async () => {
    const { data, error } = await fetchClient.POST('/api/v1/people/{person}/password', path);
    if (error) throw error;
    onOpen({ is: 'password', name, text: data.password });
  };
  const closed = person.account !== 'closed';
  const account = () => fetchClient.PUT('/api/v1/people/{person}/account', { ...path, body: { closed } });
  const verbs: { verb: string; onClick: () => void }[] = [];
  if (system) verbs.push({ verb: words.people.change, onClick: () => onOpen({ is: 'person', person }) });
  if (system && id !== me.id && person.account !== 'none') {
    const [verb, title, happens] = closed
      ? [words.people.close, words.people.closeTitle, words.people.closeHappens]
      : [words.people.open, words.people.openTitle, words.people.openHappens];
    const act = async () => done(await account());
    verbs.push({ verb, onClick: () => ask({ title: say(title, { name }), happens, verb, danger: closed, act }) });
  }
  if (security && id !== me.id) {
    verbs.push({ verb: words.people.giveRoles, onClick: () => onOpen({ is: 'roles', person }) });
    const verb = person.account === 'none' ? words.people.give : words.people.reset;
    const title = say(words.people.resetTitle, { name });
    verbs.push({ verb, onClick: () => ask({ title, happens: words.people.resetHappens, verb, act: reset }) });
  }
  if (security && person.lockedUntil) {
    const unlock = async () => done(await fetchClient.DELETE('/api/v1/people/{person}/lock', path));
    verbs.push({ verb: words.people.unlock, onClick: () => void unlock() });
  }
  if (security && id !== me.id && person.secondFactor) {
    const act = async () => done(await fetchClient.DELETE('/api/v1/people/{person}/factor', path));
    const [title, verb] = [say(words.people.factorTitle, { name }), words.people.endFactor];
    verbs.push({ verb, onClick: () => ask({ title, happens: words.people.factorHappens, verb, danger: true, act }) });
  }
  return (
    <div className={styles.acts}>
      {verbs.map(({ verb, onClick }) => (
        <button key={verb} type="button" className={styles.link} onClick={onClick} aria-label={`${verb}：${name}`}>
          {verb}
        </button>
      ))}
    </div>
  );
}
