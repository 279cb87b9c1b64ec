import words from '../../../content/wording/console/posts.yaml';
import { say } from '../look/say.ts';
import { timeWords } from '../look/time-words.ts';
import { savedBody, shownBody } from './post-types.ts';
import styles from './side-sheet.module.css';
import { SideSheet } from './side-sheet.tsx';
import type { Conflict } from './use-typing.ts';

interface Props {
  conflict: Conflict;
  onChoose: (choice: 'theirs' | 'mine' | 'merged', merged?: string) => void;
}

/** Two people wrote the same article: both texts side by side; nothing is dropped, both are kept as versions. */
export function ConflictSheet({ conflict: { theirs, mine }, onChoose }: Props) {
  const who = theirs.savedBy.name;
  const side = (name: string, title: string, body: string) => (
    <section className={styles.side} aria-label={name}>
      <h3>{name}</h3>
      <div className={styles.text}>
        <h3>{title}</h3>
        {linesOf(body).map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
          <p key={i}>{line}</p>
        ))}
      </div>
    </section>
  );
  return (
    <SideSheet
      wide
      title={say(words.conflict.title, { who, time: timeWords(theirs.savedAt) })}
      close={words.conflict.useHis}
      onClose={() => onChoose('theirs')}
    >
      <p>{words.conflict.explain}</p>
      <div className={styles.acts}>
        <button type="button" onClick={() => onChoose('theirs')}>
          {words.conflict.useHis}
        </button>
        <button type="button" onClick={() => onChoose('mine')}>
          {words.conflict.useMine}
        </button>
        <button type="button" onClick={() => onChoose('merged', merged(theirs.body, mine.body))}>
          {words.conflict.merge}
        </button>
      </div>
      <div className={styles.sides}>
        {side(words.conflict.his, theirs.title, theirs.body)}
        {side(words.conflict.mine, mine.title, mine.body)}
      </div>
    </SideSheet>
  );
}

/** His text, and after each paragraph of it what only mine has there: a person puts it in order. */
export function merged(theirs: string, mine: string): string {
  const [his, own] = [blocksOf(theirs), blocksOf(mine)];
  const all = [...his];
  let at = 0;
  for (const block of own) {
    const there = his.indexOf(block);
    if (there >= 0) at = all.indexOf(block) + 1;
    else {
      all.splice(at, 0, block);
      at += 1;
    }
  }
  return all.join('');
}

function blocksOf(html: string): string[] {
  const { body } = new DOMParser().parseFromString(shownBody(html), 'text/html');
  return [...body.children].map((child) => savedBody(child.outerHTML));
}

function linesOf(html: string): string[] {
  return blocksOf(html).map(
    (block) => new DOMParser().parseFromString(shownBody(block), 'text/html').body.textContent ?? '',
  );
}
