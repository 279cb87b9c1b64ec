import PauseCircleOutlined from '@ant-design/icons/PauseCircleOutlined';
import { useId, useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { api } from '../api/client.ts';
import { useMay } from '../frame/frame-context.tsx';
import { useKeys } from '../frame/keys.ts';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { Trouble } from '../look/trouble.tsx';
import styles from './keeping-acts.module.css';
import { KeepingActs } from './keeping-acts.tsx';

const said = words.keeping;

/** 暂缓、解禁 beside a post on other pages: what keeps it back is asked for when the sheet is opened. */
export function KeepingMenu({
  post,
  title,
  className,
}: {
  post: string;
  title: string;
  className?: string | undefined;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const may = useMay(['editor', 'section-head', 'leader', 'secrecy', 'desk']);
  const params = { path: { post } };
  const keeping = api.useQuery('get', '/api/v1/review/{post}/keeping', { params }, { enabled: isOpen });
  useKeys({ escape: () => setOpen(false) }, { off: !isOpen });
  if (!may) return null;
  return (
    <span className={styles.menu}>
      <button
        type="button"
        className={className}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <PauseCircleOutlined aria-hidden="true" /> {said.menu}
      </button>
      {isOpen ? (
        <section id={id} className={styles.sheet} aria-label={said.menu}>
          {keeping.isError ? (
            <Trouble error={keeping.error} what={said.what} onRetry={() => void keeping.refetch()} />
          ) : keeping.data ? (
            <>
              {keeping.data.held || keeping.data.embargoUntil !== null ? null : <p>{said.nothing}</p>}
              <KeepingActs post={post} title={title} keeping={keeping.data} />
            </>
          ) : (
            <RowsSkeleton rows={2} height={32} />
          )}
        </section>
      ) : null}
    </span>
  );
}
