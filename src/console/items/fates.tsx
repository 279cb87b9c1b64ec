/** What became of an item, as chips: several may be true of one. */
import words from '../../../content/wording/console/items.yaml';
import type { ListedItem } from './item-types.ts';
import styles from './items.module.css';

export function Fates({ item }: { item: ListedItem }) {
  const made = item.explains.find((each) => each.made);
  const offered = item.explains.find((each) => !each.made);
  const isInterpretation = made !== undefined || item.role === 'interpretation';
  const shown = [
    ...(item.left ? [{ word: words.fate.left, note: item.left.reason }] : []),
    ...(item.post ? [{ word: words.fate.post, note: words.state[item.post.state] }] : []),
    ...(item.bundle ? [{ word: words.fate.policy, note: '' }] : []),
    ...(isInterpretation && !item.bundle
      ? [{ word: words.fate.interpretation, note: made?.name ?? (offered ? words.doubtful : '') }]
      : []),
  ];
  if (shown.length === 0) return <span className={styles.open}>{words.fate.open}</span>;
  return (
    <span className={styles.fates}>
      {shown.map(({ word, note }) => (
        <span key={word} className={styles.fate}>
          <span className={styles.chip}>{word}</span>
          {note ? <span className={styles.fateNote}>{note}</span> : null}
        </span>
      ))}
    </span>
  );
}
