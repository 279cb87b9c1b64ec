import words from '../../../content/wording/console/frame.yaml';
import { Trouble } from '../look/trouble.tsx';
import styles from './frame.module.css';
import { PageTitle } from './page-title.tsx';
import type { Page } from './pages.ts';

interface Props {
  /** The page of the address; null where it leads nowhere. */
  page: Page | null;
  error: unknown;
  onRetry: () => void;
}

/** In place of everything, when who asks and what waits could not be fetched: the page by its name, why, and 再试. */
export function FrameTrouble({ page, error, onRetry }: Props) {
  return (
    <main className={styles.alone}>
      <PageTitle title={page ? words.nav[page.id] : words.product} />
      <Trouble error={error} onRetry={onRetry} />
    </main>
  );
}
