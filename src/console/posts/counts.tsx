import words from '../../../content/wording/console/posts.yaml';
import { say } from '../look/say.ts';
import styles from './counts.module.css';
import type { Lengths } from './post-types.ts';

/** The lengths of an article as the platform counts them: orange from nine tenths on, red over. */
export function Counts({ lengths }: { lengths: Lengths | undefined }) {
  if (!lengths) return <footer className={styles.line} />;
  const { title, digest, html, pictures } = lengths;
  const share = Math.min(100, (100 * html.is) / html.most);
  return (
    <footer className={styles.line}>
      <Count name={words.counts.title} {...title} />
      <Count name={words.counts.digest} {...digest} />
      <span className={stateOf(html)}>
        {words.counts.html}
        <i className={styles.track} aria-hidden="true">
          <i style={{ width: `${share}%` }} />
        </i>
        <b>{html.is.toLocaleString('en')}</b> /{(html.most + 1).toLocaleString('en')} {words.counts.characters}
        <Over {...html} />
      </span>
      <span>
        {words.counts.pictures} <b>{pictures}</b> {words.counts.sheets}
      </span>
    </footer>
  );
}

function Count({ name, is, most }: { name: string; is: number; most: number }) {
  return (
    <span className={stateOf({ is, most })}>
      {name} <b>{is}</b>/{most}
      <Over is={is} most={most} />
    </span>
  );
}

function Over({ is, most }: { is: number; most: number }) {
  return is > most ? <em>{say(words.counts.over, { n: (is - most).toLocaleString('en') })}</em> : null;
}

function stateOf({ is, most }: { is: number; most: number }): string | undefined {
  return is > most ? styles.over : is >= 0.9 * most ? styles.near : undefined;
}
