import { useState } from 'react';
import words from '../../../content/wording/console/items.yaml';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './item-sheet.module.css';
import type { Difference, ShownItem } from './item-types.ts';

/** The revisions of an item with their dates; each opens to what it says otherwise than the one before. */
export function Revisions({ item }: { item: ShownItem }) {
  const { now } = useFrame();
  const [open, setOpen] = useState<number | null>(item.revision > 1 ? item.revision : null);
  return (
    <ol className={styles.revisions}>
      {item.revisions.map(({ revision, readAt }) => {
        const time = momentWords(readAt, now());
        if (revision === 1) return <li key={revision}>{say(words.sheet.firstRead, { time })}</li>;
        const isOpen = open === revision;
        return (
          <li key={revision}>
            {say(words.sheet.changed, { time })}
            <button
              type="button"
              className={styles.link}
              aria-expanded={isOpen}
              onClick={() => setOpen(isOpen ? null : revision)}
            >
              {isOpen ? words.sheet.hide : words.sheet.show}
            </button>
            {isOpen ? <Changes item={item.id} revision={revision} /> : null}
          </li>
        );
      })}
    </ol>
  );
}

function Changes({ item, revision }: { item: string; revision: number }) {
  const { now } = useFrame();
  const { data, error, refetch } = api.useQuery('get', '/api/v1/items/{item}/revisions/{revision}', {
    params: { path: { item, revision } },
  });
  if (error && !data) return <Trouble error={error} what={words.sheet.revisions} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton rows={2} height={34} />;
  const printed = (field: Difference['fields'][number]['field'], value: string | null) =>
    value === null ? words.none : field === 'publishedAt' ? momentWords(Number(value), now()) : value;
  return (
    <div className={styles.difference}>
      {data.fields.map(({ field, before, after }) => (
        <p key={field}>
          {words.field[field]}：<Removed text={printed(field, before)} /> <Added text={printed(field, after)} />
        </p>
      ))}
      {data.paragraphs.length === 0 ? <p className={styles.quiet}>{words.sheet.noTextChange}</p> : null}
      {data.paragraphs.map((paragraph, i) =>
        'left' in paragraph ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never move in a difference
          <p key={i} className={styles.quiet}>
            {say(words.sheet.unchanged, { n: paragraph.left })}
          </p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never move in a difference
          <p key={i}>
            {paragraph.runs.map(({ kind, text }, at) =>
              kind === 'same' ? (
                text
              ) : kind === 'added' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: runs never move in a difference
                <Added key={at} text={text} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: runs never move in a difference
                <Removed key={at} text={text} />
              ),
            )}
          </p>
        ),
      )}
    </div>
  );
}

function Added({ text }: { text: string }) {
  return (
    <ins className={styles.added}>
      <span className="hidden-words">{words.sheet.added}</span>
      {text}
    </ins>
  );
}

function Removed({ text }: { text: string }) {
  return (
    <del className={styles.removed}>
      <span className="hidden-words">{words.sheet.removed}</span>
      {text}
    </del>
  );
}
