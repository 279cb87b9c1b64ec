import { useState } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { SideSheet } from '../frame/side-sheet.tsx';
import styles from './sheet.module.css';

interface Props {
  channels: readonly { channel: string; name: string }[];
  /** Ids; empty shows all. */
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
  onClose: () => void;
}

/** So many names stand in the list at once; the others are found by their name. */
const LISTED = 100;

/** 全部渠道: which lanes are shown. */
export function FilterDialog({ channels, chosen, onChoose, onClose }: Props) {
  const [some, setSome] = useState(new Set(chosen));
  const [text, setText] = useState('');
  const found = channels.filter(({ name }) => name.includes(text.trim())).slice(0, LISTED);
  const toggle = (id: string) => {
    const next = new Set(some);
    if (!next.delete(id)) next.add(id);
    setSome(next);
  };
  const show = (ids: Iterable<string>) => {
    onChoose([...ids]);
    onClose();
  };
  return (
    <SideSheet
      size="middle"
      title={words.filter.title}
      onClose={onClose}
      foot={
        <>
          <button type="button" className={styles.button} onClick={() => show([])}>
            {words.filter.all}
          </button>
          <button type="button" className={styles.primary} onClick={() => show(some)}>
            {words.filter.show}
          </button>
        </>
      }
    >
      <div className={styles.fields}>
        <label>
          {words.filter.find}
          <input type="search" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
      </div>
      <ul className={styles.list}>
        {found.map(({ channel, name }) => (
          <li key={channel}>
            <label>
              <input type="checkbox" checked={some.has(channel)} onChange={() => toggle(channel)} />
              {name}
            </label>
          </li>
        ))}
      </ul>
    </SideSheet>
  );
}
