import words from '../../../content/wording/console/posts.yaml';
import { say } from '../look/say.ts';
import styles from './paper.module.css';

/** Somebody else writes in this article: it is read, and he can be asked to leave it. */
export function HeldBar({ name, asked, onAsk }: { name: string; asked: boolean; onAsk: () => void }) {
  return (
    <p className={styles.bar} role="status">
      {say(words.paper.held, { who: name })}
      <button type="button" onClick={onAsk} aria-disabled={asked}>
        {asked ? words.paper.asked : words.paper.ask}
      </button>
    </p>
  );
}

/** Somebody asks for the article that I write in. */
export function AskedBar({ name, onYield }: { name: string; onYield: () => void }) {
  return (
    <p className={styles.bar} role="status">
      {say(words.paper.asks, { who: name })}
      <button type="button" onClick={onYield}>
        {words.paper.yield}
      </button>
    </p>
  );
}
