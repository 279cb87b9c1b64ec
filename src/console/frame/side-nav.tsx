import { Link } from 'wouter';
import words from '../../../content/wording/console/frame.yaml';
import { say } from '../look/say.ts';
import { useFrame } from './frame-context.tsx';
import { Logo } from './logo.tsx';
import { pageIcons } from './page-icons.tsx';
import { mayOpen, type Page, pages } from './pages.ts';
import styles from './side-nav.module.css';

/** The pages this person may open, in the order in which the work travels, with what waits for them. */
export function SideNav({ current }: { current: Page | null }) {
  const { person } = useFrame();
  const open = pages.filter((page) => mayOpen(page, person.roles));
  return (
    <nav className={`${styles.nav} screen-only`} aria-label={words.navigation.label}>
      <Link href="/" className={styles.product}>
        <Logo />
        <span className={styles.word}>{words.product}</span>
      </Link>
      <ul className={styles.list}>
        {open.map((page, i) => (
          <Entry key={page.id} page={page} isCurrent={page === current} before={open[i - 1]} />
        ))}
      </ul>
    </nav>
  );
}

function Entry({ page, isCurrent, before }: { page: Page; isCurrent: boolean; before: Page | undefined }) {
  const { counts } = useFrame();
  const count = counts[page.id];
  const Icon = pageIcons[page.id];
  const place = page.places[0];
  const word = words.nav[page.id];
  const isFirst = page.group !== before?.group && before !== undefined;
  const preload = () => void place?.load().catch(() => {});
  return (
    <li className={isFirst ? (page.group ? styles.begins : styles.parted) : undefined}>
      {isFirst && page.group ? <span className={styles.group}>{words.group[page.group]}</span> : null}
      <Link
        href={place?.path ?? '/'}
        className={isCurrent ? `${styles.entry} ${styles.current}` : styles.entry}
        aria-current={isCurrent ? 'page' : undefined}
        title={word}
        onMouseEnter={preload}
        onFocus={preload}
      >
        <Icon />
        <span className={styles.word}>{word}</span>
        {count && count.n > 0 ? (
          <span className={count.urgent ? `${styles.count} ${styles.urgent}` : styles.count}>
            <span aria-hidden="true">{count.n > 99 ? '99+' : count.n}</span>
            <span className="hidden-words">{say(words.navigation.more, { n: count.n })}</span>
          </span>
        ) : null}
      </Link>
    </li>
  );
}
