import words from '../../../content/wording/console/frame.yaml';
import { useCopy } from '../look/copy-text.ts';
import { say } from '../look/say.ts';
import styles from './only-computer.module.css';
import { PageTitle } from './page-title.tsx';
import type { Page } from './pages.ts';

/** On a phone: this page wants a computer, and here is its link. */
export function OnlyComputer({ page }: { page: Page }) {
  const { copied, copy } = useCopy();
  return (
    <>
      <PageTitle title={words.phone.title} />
      <p>{say(words.phone.says, { page: words.nav[page.id] })}</p>
      <button type="button" className={styles.copy} onClick={() => void copy(location.href)}>
        {copied ? words.phone.copied : words.phone.copy}
      </button>
    </>
  );
}
