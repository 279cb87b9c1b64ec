import { useId, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { api } from '../api/client.ts';
import styles from './side-sheet.module.css';

interface Props {
  /** Null for none. */
  chosen: Page | null;
  disabled: boolean;
  onChoose: (page: Page | null) => void;
}

export interface Page {
  /** Of the item. */
  id: string;
  title: string;
}

/** The page that tells what became of the opinions of a consultation (E-02), found by its title. */
export function ResultChoice({ chosen, disabled, onChoose }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const search = api.useQuery('get', '/api/v1/search', { params: { query: { q } } }, { enabled: q.length > 1 });
  const found = (search.data?.hits ?? []).filter(({ kind }) => kind === 'item');
  const pages = chosen ? [chosen, ...found.filter((page) => page.id !== chosen.id)] : found;
  return (
    <>
      <label htmlFor={id}>{words.remake.result}</label>
      <div>
        <input id={id} type="search" value={typed} disabled={disabled} onChange={(e) => setTyped(e.target.value)} />
        <p className={styles.hint}>{words.remake.resultHint}</p>
        <fieldset className={styles.boxes} aria-label={words.remake.result} disabled={disabled}>
          <label>
            <input type="radio" name={id} checked={chosen === null} onChange={() => onChoose(null)} />
            {words.remake.noResult}
          </label>
          {pages.map((page) => (
            <label key={page.id}>
              <input type="radio" name={id} checked={chosen?.id === page.id} onChange={() => onChoose(page)} />
              {page.title}
            </label>
          ))}
        </fieldset>
        {q.length > 1 && search.data && found.length === 0 ? <p role="status">{words.remake.none}</p> : null}
      </div>
    </>
  );
}
