/** The steps of the first run that only show what is there: holidays, sources, accounts. */
import { type FormEvent, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import { say } from '../look/say.ts';
import styles from './access.module.css';
import { Field } from './field.tsx';
import { Refusal } from './refusal.tsx';

function Seen({ onDone, label = words.firstRun.seen }: { onDone: () => void; label?: string }) {
  return (
    <div className={styles.acts}>
      <button type="button" className={styles.primary} onClick={onDone}>
        {label}
      </button>
    </div>
  );
}

export function HolidaysStep({ years, onDone }: { years: { year: number; announced: boolean }[]; onDone: () => void }) {
  return (
    <>
      {years.map(({ year, announced }) => (
        <p key={year} className={styles.note}>
          {announced ? '●' : '▲'} {say(announced ? words.firstRun.announced : words.firstRun.unannounced, { year })}
        </p>
      ))}
      <Seen onDone={onDone} />
    </>
  );
}

export function SourcesStep({ sources, onDone }: { sources: { id: string; name: string }[]; onDone: () => void }) {
  const [url, setUrl] = useState('');
  const look = api.useMutation('post', '/api/v1/setup/look');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!look.isPending) look.mutate({ body: { url: url.trim() } });
  };
  const names = sources.map(({ name }) => name).join('、');
  return (
    <>
      <p className={styles.note}>{names ? say(words.firstRun.sources, { names }) : words.firstRun.noSources}</p>
      <form className={styles.form} onSubmit={send}>
        <Field
          label={words.firstRun.url}
          hint={words.firstRun.urlHint}
          type="url"
          required
          value={url}
          onType={setUrl}
        />
        <div className={styles.acts}>
          <button type="submit" className={styles.plain} aria-disabled={look.isPending}>
            {look.isPending ? words.firstRun.looking : words.firstRun.look}
          </button>
        </div>
        <Refusal error={look.error} />
      </form>
      {look.data ? <Found page={look.data} /> : null}
      <Seen onDone={onDone} />
    </>
  );
}

interface FoundPage {
  title: string | null;
  number: string | null;
  publishedAt: string | null;
  characters: number;
  warnings: string[];
}

function Found({ page }: { page: FoundPage }) {
  const rows: [string, string | null][] = [
    [words.firstRun.foundTitle, page.title],
    [words.firstRun.foundNumber, page.number],
    [words.firstRun.foundAt, page.publishedAt?.slice(0, 16).replace('T', ' ') ?? null],
  ];
  return (
    <table className={styles.table}>
      <caption className={styles.note}>
        {words.firstRun.found} · {say(words.firstRun.foundChars, { n: page.characters })}
      </caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value ?? <span className={styles.warn}>▲ {words.firstRun.notFound}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Account {
  id: string;
  name: string;
  rehearses: boolean;
}

export function AccountsStep({ accounts, onDone }: { accounts: Account[]; onDone: () => void }) {
  return (
    <>
      <p className={styles.note}>{words.firstRun.accountsNote}</p>
      <div className={styles.acts}>
        {accounts.map(({ id, name, rehearses }) => (
          <span key={id} className={styles.chip}>
            {name} · {rehearses ? words.firstRun.accountRehearses : words.firstRun.accountReal}
          </span>
        ))}
      </div>
      <Seen onDone={onDone} label={words.firstRun.skip} />
    </>
  );
}
