import type { paths } from '../generated/api.d.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './ledger.module.css';

export type Line = paths['/api/v1/ledger']['get']['responses'][200]['content']['application/json']['items'][number];

interface Props {
  line: Line;
  now: number;
  onOpen: () => void;
  rowProps: { 'data-list-row': number; 'aria-current': 'true' | undefined };
}

/** One line as a sentence: 11月23日 09:10 周科长 签了《…》. */
export function LineRow({ line, now, onOpen, rowProps }: Props) {
  return (
    <button type="button" className={`${styles.line} printed`} onClick={onOpen} {...rowProps}>
      <time className={styles.time} dateTime={new Date(line.at).toISOString()}>
        {momentWords(line.at, now)}
      </time>
      <span className={styles.sentence}>
        <b>{line.who}</b> {line.sentence}
      </span>
      <span className={styles.seq}>{line.seq.toLocaleString('zh-CN')}</span>
    </button>
  );
}

/** The first twelve signs of a hash in groups of four, as people read it over the telephone: 7f3a·c91e·02bd. */
export function shortHash(hash: string): string {
  const digits = hash.split(':').at(-1) ?? '';
  return (digits.slice(0, 12).match(/.{4}/g) ?? []).join('·');
}
