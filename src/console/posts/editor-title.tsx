import CloudOutlined from '@ant-design/icons/CloudOutlined';
import DiffOutlined from '@ant-design/icons/DiffOutlined';
import { useEffect } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/posts.yaml';
import { useKeys } from '../frame/keys.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { timeWords } from '../look/time-words.ts';
import { KeepingMenu } from '../review/keeping-menu.tsx';
import styles from './editor-title.module.css';
import type { Editor } from './post-types.ts';
import type { EditorText } from './use-editor.ts';
import type { Submit } from './use-submit.ts';

interface Props {
  post: Editor['post'];
  title: string;
  text: EditorText;
  submit: Submit;
  onVersions: () => void;
}

/** 稿件 / title, state, what is saved, who else writes, 版本对比 and 送审. */
export function EditorTitle({ post, title, text, submit, onVersions }: Props) {
  const { copy, saving, me, editable } = text;
  const undo = useUndo();
  useEffect(() => {
    document.title = `${title || words.editor.untitled} · ${words.editor.crumb}`;
  }, [title]);
  useKeys({
    'ctrl+s': {
      says: words.keys.save,
      act: () =>
        void text.settle().then((all) => undo.offer({ said: all ? words.editor.saveKey : words.editor.saveFailed })),
    },
    'ctrl+enter': { says: words.keys.submit, act: submit.run },
  });
  const others = copy.articles.flatMap(({ hold }, i) =>
    hold && hold.person.id !== me ? [{ who: hold.person.name, n: i + 1 }] : [],
  );
  return (
    <header className={styles.line}>
      <Link href="/posts">{words.editor.crumb}</Link>
      <span aria-hidden="true">/</span>
      <h1 className={styles.title}>{title || words.editor.untitled}</h1>
      <span className={styles.state}>{words.states[post.state]}</span>
      <span className={saving === 'offline' || saving === 'refused' ? styles.trouble : styles.saved} role="status">
        <CloudOutlined aria-hidden="true" />{' '}
        {editable || saving !== 'saved' ? savedWords(saving, copy.updatedAt) : words.editor.closed} ·{' '}
        {say(copy.dirty > 0 ? words.editor.notKept : words.editor.version, { n: copy.baseRevision })}
      </span>
      <span className={styles.acts}>
        {others.slice(0, 2).map(({ who, n }) => (
          <span key={n} className={styles.other}>
            <i aria-hidden="true">{who.slice(0, 1)}</i>
            {say(words.editor.writing, { who, n })}
          </span>
        ))}
        <button type="button" className={styles.plain} onClick={onVersions}>
          <DiffOutlined /> {words.editor.versions}
        </button>
        {post.state === 'withdrawn' ? null : <KeepingMenu post={post.id} title={title} className={styles.plain} />}
        {post.mayEdit && (post.state === 'draft' || post.state === 'returned' || post.open) ? (
          <span className={styles.submit}>
            <button
              type="button"
              className={submit.why === null ? styles.filled : styles.off}
              aria-disabled={submit.why !== null}
              aria-describedby="why-not"
              onClick={submit.run}
            >
              {submit.isRunning ? words.editor.submitting : words.editor.submit} <kbd>Ctrl Enter</kbd>
            </button>
            <span id="why-not" role="tooltip" className={submit.said ? styles.whyOpen : styles.why}>
              {submit.why ?? ''}
            </span>
          </span>
        ) : null}
      </span>
      {text.refusal ? (
        <p className={styles.refusal} role="alert">
          {text.refusal.title}：{text.refusal.remedy}
        </p>
      ) : null}
      {submit.problem ? (
        <p className={styles.refusal} role="alert">
          {submit.problem}
        </p>
      ) : null}
    </header>
  );
}

function savedWords(saving: EditorText['saving'], at: number): string {
  if (saving === 'waiting') return words.editor.unsaved;
  if (saving === 'saving') return words.editor.saving;
  if (saving === 'saved') return say(words.editor.saved, { time: timeWords(at) });
  return words.editor.offline;
}
