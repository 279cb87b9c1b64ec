/** The paper: title, by-line and body of one article, with its tools. */
import { type Editor, EditorContent } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { useKeptText } from '../frame/kept-text.ts';
import { KeptBar } from '../look/kept-bar.tsx';
import { ArticleFields } from './article-fields.tsx';
import { AskedBar, HeldBar } from './hold-bars.tsx';
import styles from './paper.module.css';
import { PasteBar } from './paste-bar.tsx';
import { type Article, type Lengths, type Text, textOf } from './post-types.ts';
import { Toolbar } from './toolbar.tsx';
import type { EditorText } from './use-editor.ts';
import { useHold } from './use-hold.ts';
import { usePaper } from './use-paper.ts';
import { useUpload } from './use-upload.ts';

interface Props {
  post: string;
  article: Article;
  position: number;
  text: EditorText;
  lengths: Lengths | undefined;
  source: string | null;
  onEditor: (editor: Editor | null) => void;
  onScroll: (top: number) => void;
  onCover: () => void;
}

export function Paper({ post, article, position, text, lengths, source, onEditor, onScroll, onCover }: Props) {
  const { id } = article;
  const now: Text = text.texts[id] ?? textOf(article);
  const { isMine, heldBy } = useHold(article, text);
  const editable = text.editable && heldBy === null;
  const kept = useKeptText(`post:${post}:${id}`, JSON.stringify(textOf(article)));
  const upload = useUpload(post);
  const latest = useRef(now);
  latest.current = now;
  const change = (part: Partial<Text>) => {
    latest.current = { ...latest.current, ...part };
    kept.keep(JSON.stringify(latest.current));
    text.write(id, part);
    if (article.hold === null) void text.hold(id, 'take');
  };
  const place = (files: File[], at: Editor | null) =>
    void upload.take(files, (address) => at?.chain().focus().setImage({ src: address, alt: '' }).run());
  const { editor, pasted, setPasted } = usePaper({
    ...{ body: now.body, editable, shown: text.shown },
    onBody: (body) => change({ body }),
    onPictures: place,
  });
  useEffect(() => onEditor(editor), [editor, onEditor]);
  // Saved: nothing of it needs to be kept on this computer any more.
  const forget = kept.saved;
  const isSaved = text.texts[id] === undefined && text.saving === 'saved';
  const wasTyped = useRef(false);
  useEffect(() => {
    if (!isSaved) wasTyped.current = true;
    else if (wasTyped.current) forget();
  }, [isSaved, forget]);

  const takeBack = (found: string) => {
    const before = JSON.parse(found) as Text;
    text.write(id, textOf(before));
    text.redraw();
  };
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    editor?.commands.focus('start');
  };
  return (
    <section className={styles.paper} aria-label={`${words.paper.body} ${position + 1}`}>
      <Toolbar editor={editor} disabled={!editable} onPictures={(files) => place(files, editor)} onCover={onCover} />
      <div className={styles.scroll} onScroll={(event) => onScroll(event.currentTarget.scrollTop)} data-paper-scroll>
        <KeptBar kept={kept} onTake={takeBack} />
        {heldBy && text.editable ? (
          <HeldBar
            name={heldBy.name}
            asked={article.hold?.askedBy?.id === text.me}
            onAsk={() => void text.hold(id, 'ask')}
          />
        ) : null}
        {isMine && article.hold?.askedBy ? (
          <AskedBar
            name={article.hold.askedBy.name}
            onYield={() => void text.settle().then(() => text.hold(id, 'leave'))}
          />
        ) : null}
        {pasted ? (
          <PasteBar pasted={pasted} onUndo={() => editor?.commands.undo()} onClose={() => setPasted(null)} />
        ) : null}
        {upload.says ? (
          <p className={styles.bar} role="status">
            {upload.says}
          </p>
        ) : null}
        <div className={styles.sheet}>
          <textarea
            className={styles.title}
            aria-label={words.paper.title}
            rows={1}
            value={now.title}
            placeholder={words.paper.title}
            readOnly={!editable}
            onKeyDown={enter}
            onChange={(event) => change({ title: event.target.value.replace(/\n/g, '') })}
          />
          <p className={styles.by}>
            <label>
              {words.paper.author}
              <input
                value={now.author}
                size={Math.max(4, now.author.length * 2)}
                readOnly={!editable}
                onChange={(event) => change({ author: event.target.value })}
              />
            </label>
            {source ? (
              <span>
                {words.paper.source}
                <b>{source}</b>
              </span>
            ) : null}
          </p>
          <EditorContent editor={editor} />
          <ArticleFields value={now} lengths={lengths} disabled={!editable} onChange={change} />
        </div>
      </div>
    </section>
  );
}
