import words from '../../../content/wording/console/frame.yaml';
import type { KeptText } from '../frame/kept-text.ts';
import styles from './kept-bar.module.css';
import { say } from './say.ts';
import { timeWords } from './time-words.ts';

/** 找回 09:11 没保存的内容 [用它] [不要], above the field it belongs to. */
export function KeptBar({ kept, onTake }: { kept: KeptText; onTake: (text: string) => void }) {
  if (!kept.found) return null;
  return (
    <p className={styles.bar} role="status">
      {say(words.kept.found, { time: timeWords(kept.found.at) })}
      <button type="button" onClick={() => onTake(kept.take())}>
        {words.kept.use}
      </button>
      <button type="button" onClick={kept.drop}>
        {words.kept.drop}
      </button>
    </p>
  );
}
