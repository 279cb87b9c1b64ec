import { useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import { shownBody, type Versions } from './post-types.ts';
import styles from './side-sheet.module.css';
import { SideSheet } from './side-sheet.tsx';
import { VersionText } from './version-text.tsx';

interface Props {
  post: string;
  newest: number;
  editable: boolean;
  onRestore: (revision: number) => Promise<unknown>;
  onPutBack: (kept: Versions['kept'][number]) => Promise<unknown>;
  onClose: () => void;
}

/** Versions: the list left, what differs right; an earlier one is restored as a new one. */
export function VersionsSheet({ post, newest, editable, onRestore, onPutBack, onClose }: Props) {
  const { now } = useFrame();
  const [chosen, setChosen] = useState<{ revision: number } | { kept: string }>({ revision: newest });
  const [isBusy, setBusy] = useState(false);
  const list = api.useQuery('get', '/api/v1/posts/{post}/revisions', { params: { path: { post } } });
  const revision = 'revision' in chosen ? chosen.revision : null;
  const kept = 'kept' in chosen ? list.data?.kept.find(({ id }) => id === chosen.kept) : undefined;
  const run = async (act: () => Promise<unknown>) => {
    setBusy(true);
    await act().finally(() => setBusy(false));
    onClose();
  };
  return (
    <SideSheet wide title={words.versions.title} close={words.versions.close} onClose={onClose}>
      {list.error ? (
        <Trouble error={list.error} what={words.versions.list} onRetry={() => void list.refetch()} />
      ) : null}
      {list.isPending ? <RowsSkeleton /> : null}
      {list.data ? (
        <div className={styles.two}>
          <nav aria-label={words.versions.list}>
            <ol className={styles.versions}>
              {list.data.revisions.map((each) => (
                <li key={each.revision}>
                  <button
                    type="button"
                    aria-current={each.revision === revision ? 'true' : undefined}
                    onClick={() => setChosen({ revision: each.revision })}
                  >
                    {each.revision === newest ? words.versions.now : say(words.versions.revision, { n: each.revision })}
                    {each.review ? ` · ${words.versions.review[each.review]}` : ''}
                    <small>
                      {say(words.versions.by, { who: each.by.name, time: momentWords(each.at, now()) })}
                      {each.writers.length > 0
                        ? ` · ${say(words.versions.with, { who: each.writers.map((w) => w.name).join('、') })}`
                        : ''}
                    </small>
                  </button>
                </li>
              ))}
            </ol>
            {list.data.kept.length > 0 ? <h3>{words.versions.kept}</h3> : null}
            <ol className={styles.versions}>
              {list.data.kept.map((each) => (
                <li key={each.id}>
                  <button
                    type="button"
                    aria-current={kept?.id === each.id ? 'true' : undefined}
                    onClick={() => setChosen({ kept: each.id })}
                  >
                    {each.title || words.editor.untitled}
                    <small>
                      {words.versions.why[each.why]} ·{' '}
                      {say(words.versions.by, { who: each.person.name, time: momentWords(each.at, now()) })}
                    </small>
                  </button>
                </li>
              ))}
            </ol>
          </nav>
          <div>
            <div className={styles.acts}>
              {editable && revision !== null && revision !== newest ? (
                <button type="button" disabled={isBusy} onClick={() => void run(() => onRestore(revision))}>
                  {words.versions.restore}
                </button>
              ) : null}
              {editable && kept ? (
                <button type="button" disabled={isBusy} onClick={() => void run(() => onPutBack(kept))}>
                  {words.versions.putBack}
                </button>
              ) : null}
            </div>
            {kept ? <KeptText text={kept} /> : null}
            {revision !== null && revision > 1 ? <VersionText post={post} from={revision - 1} to={revision} /> : null}
            {revision === 1 ? <p>{words.versions.first}</p> : null}
          </div>
        </div>
      ) : null}
    </SideSheet>
  );
}

function KeptText({ text }: { text: Versions['kept'][number] }) {
  const { body } = new DOMParser().parseFromString(shownBody(text.body), 'text/html');
  return (
    <div className={styles.text}>
      <h3>{text.title}</h3>
      {[...body.children].map((child, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
        <p key={i}>{child.textContent}</p>
      ))}
    </div>
  );
}
