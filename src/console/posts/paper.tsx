/** The paper: title, by-line and body of one article, with its tools. */
import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { useKeptText } from '../frame/kept-text.ts';
import { KeptBar } from '../look/kept-bar.tsx';
import { ArticleFields } from './article-fields.tsx';
import { type Cleaned, cleanPasted } from './clean-pasted.ts';
import styles from './paper.module.css';
import { paperSchema } from './paper-schema.ts';
import { PasteBar } from './paste-bar.tsx';
import { type Article, type Lengths, savedBody, shownBody, type Text, textOf } from './post-types.ts';
import { Toolbar } from './toolbar.tsx';
import type { EditorText } from './use-editor.ts';
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
  const heldBy = article.hold && article.hold.person.id !== text.me ? article.hold.person : null;
  const editable = text.editable && heldBy === null;
  const kept = useKeptText(`post:${post}:${id}`, JSON.stringify(textOf(article)));
  const [pasted, setPasted] = useState<(Cleaned & { raw: string }) | null>(null);
  const upload = useUpload(post);
  const write = useRef(text.write);
  write.current = text.write;
  const latest = useRef(now);
  latest.current = now;
  const body = useRef(now.body);

  const change = (part: Partial<Text>) => {
    kept.keep(JSON.stringify({ ...latest.current, ...part }));
    write.current(id, part);
    if (article.hold === null) void text.hold(id, 'take');
  };
  const changed = useRef(change);
  changed.current = change;
  const pictures = useRef<(files: File[]) => void>(() => {});

  const editor = useEditor({
    extensions: paperSchema,
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    content: shownBody(now.body),
    editable,
    editorProps: {
      attributes: {
        class: styles.body ?? '',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': words.paper.body,
      },
      // Ctrl Enter is 送审 and makes no line break.
      handleDOMEvents: {
        keydown: (_, event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.altKey),
      },
      transformPastedHTML: (html) => {
        const cleaned = cleanPasted(html);
        const { styles: looks, tables, pictures: lost, parts } = cleaned;
        if (looks + tables + lost + parts > 0) setPasted({ ...cleaned, raw: html });
        return cleaned.html;
      },
      handlePaste: (_, event) => took(event.clipboardData, pictures.current),
      handleDrop: (_, event) => took(event.dataTransfer, pictures.current),
    },
    onUpdate: ({ editor: at }) => {
      const next = savedBody(at.getHTML());
      if (next === body.current) return;
      body.current = next;
      changed.current({ body: next });
    },
  });

  pictures.current = (files) => {
    void upload.take(files, (address) => editor?.chain().focus().setImage({ src: address, alt: '' }).run());
  };

  useEffect(() => onEditor(editor), [editor, onEditor]);
  useEffect(() => {
    editor?.setEditable(editable, false);
  }, [editor, editable]);
  // Another text than the one on the paper: somebody else's, an earlier one, the other side of a conflict.
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` says when the paper has to show another text
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    editor?.commands.setContent(shownBody(latest.current.body), { emitUpdate: false });
    body.current = latest.current.body;
  }, [text.shown]);
  // Saved: nothing of it needs to be kept on this computer any more.
  const forget = kept.saved;
  const isSaved = text.texts[id] === undefined && text.saving === 'saved';
  const wasTyped = useRef(false);
  useEffect(() => {
    if (!isSaved) wasTyped.current = true;
    else if (wasTyped.current) forget();
  }, [isSaved, forget]);
  // What is written in stays ours while the window is open; it is left when another article is opened.
  const hold = useRef(text.hold);
  hold.current = text.hold;
  const isMine = article.hold?.person.id === text.me;
  useEffect(() => {
    if (!isMine) return;
    const timer = setInterval(() => document.hasFocus() && void hold.current(id, 'take'), 20_000);
    return () => {
      clearInterval(timer);
      void hold.current(id, 'leave');
    };
  }, [isMine, id]);

  const takeBack = (found: string) => {
    const before = JSON.parse(found) as Text;
    write.current(id, textOf(before));
    text.redraw();
  };
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    editor?.commands.focus('start');
  };
  return (
    <section className={styles.paper} aria-label={say(position)}>
      <Toolbar editor={editor} disabled={!editable} onPictures={(files) => pictures.current(files)} onCover={onCover} />
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

function say(position: number): string {
  return `${words.paper.body} ${position + 1}`;
}

/** Picture files in a clipboard or a drop, unless words come with them. */
function took(data: DataTransfer | null, take: (files: File[]) => void): boolean {
  const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
  if (files.length === 0 || (data?.getData('text/html') ?? '').replace(/<[^>]*>/g, '').trim() !== '') return false;
  take(files);
  return true;
}

function HeldBar({ name, asked, onAsk }: { name: string; asked: boolean; onAsk: () => void }) {
  return (
    <p className={styles.bar} role="status">
      {words.paper.held.replace('{who}', name)}
      <button type="button" onClick={onAsk} aria-disabled={asked}>
        {asked ? words.paper.asked : words.paper.ask}
      </button>
    </p>
  );
}

function AskedBar({ name, onYield }: { name: string; onYield: () => void }) {
  return (
    <p className={styles.bar} role="status">
      {words.paper.asks.replace('{who}', name)}
      <button type="button" onClick={onYield}>
        {words.paper.yield}
      </button>
    </p>
  );
}
