import { Button } from 'antd';
import { useId, useState } from 'react';
import words from '../../../content/wording/console/installation.yaml';
import { api } from '../api/client.ts';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './installation.module.css';

type Exercise = keyof typeof words.rehearsal.exercises;
const exercises = Object.keys(words.rehearsal.exercises) as Exercise[];

/** 演练台: faults of the stand-in of the platforms, and made-up citizens who write. */
export default function RehearsalTab() {
  const faults = api.useQuery('get', '/api/v1/rehearsal/faults');
  const set = api.useMutation('post', '/api/v1/rehearsal/faults', { onSettled: () => void faults.refetch() });
  const clear = api.useMutation('delete', '/api/v1/rehearsal/faults', { onSettled: () => void faults.refetch() });
  const error = faults.error ?? set.error ?? clear.error;
  const left = faults.data?.faults ?? [];
  return (
    <div className={styles.stack}>
      <Panel
        title={words.rehearsal.title}
        note={words.rehearsal.lead}
        acts={
          <Button size="small" disabled={left.length === 0} loading={clear.isPending} onClick={() => clear.mutate({})}>
            {words.rehearsal.clear}
          </Button>
        }
      >
        {error ? <Trouble error={error} what={words.rehearsal.what} onRetry={() => void faults.refetch()} /> : null}
        {faults.isPending ? <RowsSkeleton rows={3} height={32} /> : null}
        <ul className={styles.exercises}>
          {exercises.map((exercise) => (
            <li key={exercise}>
              <span>{words.rehearsal.exercises[exercise]}</span>
              <Button size="small" loading={set.isPending} onClick={() => set.mutate({ body: { exercise } })}>
                {words.rehearsal.start}
              </Button>
            </li>
          ))}
        </ul>
        <div aria-live="polite">
          {faults.data && left.length === 0 ? <p className={styles.second}>{words.rehearsal.none}</p> : null}
          {left.map(({ path, kind, times, errcode, exercise }) => (
            <p key={`${path}${kind}${errcode ?? ''}`}>
              {exercise ? (
                `${words.rehearsal.exercises[exercise]}：`
              ) : (
                <code>
                  {path} {kind} {errcode ?? ''}
                </code>
              )}{' '}
              {say(words.rehearsal.left, { n: times })}
            </p>
          ))}
        </div>
      </Panel>
      <Citizen />
    </div>
  );
}

function Citizen() {
  const id = useId();
  const [chosen, setChosen] = useState('');
  const [text, setText] = useState('');
  const table = api.useQuery('get', '/api/v1/matrix', { params: { query: { limit: 100 } } });
  // A robot takes no messages.
  const accounts = (table.data?.items ?? []).filter(({ ours, kind }) => ours && kind !== 'wecom-robot');
  const channel = chosen || (accounts[0]?.id ?? '');
  const send = api.useMutation('post', '/api/v1/rehearsal/messages', { onSuccess: () => setText('') });
  return (
    <Panel title={words.rehearsal.message}>
      <form
        className={styles.citizen}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() && channel) send.mutate({ body: { channel, text } });
        }}
      >
        <label htmlFor={`${id}c`}>{words.rehearsal.channel}</label>
        <select id={`${id}c`} value={channel} onChange={({ target }) => setChosen(target.value)}>
          {accounts.map((account) => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}t`}>{words.rehearsal.text}</label>
        <textarea id={`${id}t`} rows={3} value={text} onChange={({ target }) => setText(target.value)} />
        <Button htmlType="submit" loading={send.isPending} disabled={!text.trim()}>
          {words.rehearsal.send}
        </Button>
      </form>
      <p aria-live="polite">{send.data ? words.rehearsal.sent : ''}</p>
      {send.error ? <Trouble error={send.error} what={words.rehearsal.message} /> : null}
    </Panel>
  );
}
