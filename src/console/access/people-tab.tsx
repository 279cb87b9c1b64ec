import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { lookAgain } from '../frame/look-again.ts';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './access.module.css';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { type Guarded, useConfirm } from './confirm-session.ts';
import { HeadedTable } from './headed-table.tsx';
import type { ListedPerson } from './listed-person.ts';
import { type ActsProps, type Open, PersonActs } from './person-acts.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { ShownOnce } from './shown-once.tsx';
import { untilWords } from './until-words.ts';
import { WhoMay } from './who-may.tsx';

/** 用户与角色: everybody, and what the three administrators each may do. */
export default function PeopleTab() {
  const { data, error, isPending, refetch } = api.useQuery('get', '/api/v1/people');
  const system = useMay(['system-admin']);
  const security = useMay(['security-admin']);
  const [open, setOpen] = useState<Open | null>(null);
  const client = useQueryClient();
  const confirm = useConfirm();
  const guarded: Guarded = (act) =>
    confirm.guarded(async () => {
      await act();
      await lookAgain(client, ['people']);
    });
  const close = () => {
    setOpen(null);
    void lookAgain(client, ['people']);
  };
  if (error && !data) return <Trouble error={error} what={words.people.what} onRetry={() => void refetch()} />;
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
      {isPending ? <RowsSkeleton rows={8} /> : <People people={data.items} guarded={guarded} onOpen={setOpen} />}
      {open?.is === 'person' ? (
        <PersonDialog person={open.person} sections={data?.sections ?? []} guarded={guarded} onClose={close} />
      ) : null}
      {open?.is === 'roles' && open.person ? (
        <RolesDialog person={open.person} guarded={guarded} onClose={close} />
      ) : null}
      {confirm.asking ? <ConfirmDialog answer={confirm.answer} onLeave={confirm.leave} /> : null}
      {open?.is === 'password' ? (
        <ShownOnce
          title={say(words.people.passwordTitle, { name: open.name })}
          note={words.people.passwordNote}
          until={open.until === null ? null : say(words.people.passwordUntil, { until: untilWords(open.until) })}
          text={open.text}
          verb={words.people.passwordKept}
          onClose={close}
        />
      ) : null}
    </Panel>
  );
}

function People({ people, guarded, onOpen }: ActsProps & { people: readonly ListedPerson[] }) {
  const { now } = useFrame();
  const columns = [words.people.person, words.people.post, words.people.roles, words.people.account, words.people.last];
  return (
    <HeadedTable columns={[...columns, words.people.act]}>
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
            {person.firstUntil ? (
              <small>
                {say(person.firstUntil > now() ? words.people.firstUntil : words.people.firstOver, {
                  until: untilWords(person.firstUntil),
                })}
              </small>
            ) : null}
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
            <PersonActs person={person} guarded={guarded} onOpen={onOpen} />
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}
