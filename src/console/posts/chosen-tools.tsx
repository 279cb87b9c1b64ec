import { type Editor, useEditorState } from '@tiptap/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { mayLink } from './paper-schema.ts';
import styles from './toolbar.module.css';

/** What can be done with the table or the picture that is chosen, in words. */
export function ChosenTools({
  editor,
  picture,
  onReplace,
  onCover,
}: {
  editor: Editor;
  picture: boolean;
  onReplace: () => void;
  onCover: () => void;
}) {
  const alt = useEditorState({ editor, selector: ({ editor: at }) => String(at.getAttributes('image').alt ?? '') });
  const act = (says: string, run: () => void) => (
    <button key={says} type="button" onMouseDown={(event) => event.preventDefault()} onClick={run}>
      {says}
    </button>
  );
  if (picture) {
    return (
      <div className={styles.chosen}>
        <label>
          {words.paper.altText}
          <input
            value={alt}
            maxLength={100}
            placeholder={words.paper.altMissing}
            onChange={(event) => editor.commands.updateAttributes('image', { alt: event.target.value })}
          />
        </label>
        {act(words.paper.replace, onReplace)}
        {act(words.paper.asCover, onCover)}
        {act(words.paper.pictureGone, () => editor.chain().focus().deleteSelection().run())}
      </div>
    );
  }
  return (
    <div className={styles.chosen}>
      {act(words.paper.rowAfter, () => editor.chain().focus().addRowAfter().run())}
      {act(words.paper.columnAfter, () => editor.chain().focus().addColumnAfter().run())}
      {act(words.paper.rowGone, () => editor.chain().focus().deleteRow().run())}
      {act(words.paper.columnGone, () => editor.chain().focus().deleteColumn().run())}
      {act(words.paper.tableGone, () => editor.chain().focus().deleteTable().run())}
    </div>
  );
}

/** Where a link leads. */
export function LinkTool({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const [address, setAddress] = useState(String(editor.getAttributes('link').href ?? ''));
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const set = (event: FormEvent) => {
    event.preventDefault();
    if (!mayLink(address)) return setWrong(true);
    editor.chain().focus().extendMarkRange('link').setLink({ href: address }).run();
    onClose();
  };
  return (
    <form className={styles.chosen} onSubmit={set}>
      <label>
        {words.paper.linkAddress}
        <input
          ref={field}
          value={address}
          aria-invalid={isWrong}
          onChange={(event) => setAddress(event.target.value.trim())}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        />
      </label>
      <button type="submit">{words.paper.linkSet}</button>
      <button
        type="button"
        onClick={() => {
          editor.chain().focus().extendMarkRange('link').unsetLink().run();
          onClose();
        }}
      >
        {words.paper.linkGone}
      </button>
      {isWrong ? <span role="alert">{words.paper.linkWrong}</span> : null}
    </form>
  );
}
