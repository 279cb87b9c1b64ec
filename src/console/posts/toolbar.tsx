/** The tools of the paper, and those of the table or the picture that is chosen. */
import BoldOutlined from '@ant-design/icons/BoldOutlined';
import ClearOutlined from '@ant-design/icons/ClearOutlined';
import LinkOutlined from '@ant-design/icons/LinkOutlined';
import OrderedListOutlined from '@ant-design/icons/OrderedListOutlined';
import PictureOutlined from '@ant-design/icons/PictureOutlined';
import RedoOutlined from '@ant-design/icons/RedoOutlined';
import TableOutlined from '@ant-design/icons/TableOutlined';
import UndoOutlined from '@ant-design/icons/UndoOutlined';
import UnorderedListOutlined from '@ant-design/icons/UnorderedListOutlined';
import { type Editor, useEditorState } from '@tiptap/react';
import { type ReactNode, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { ChosenTools, LinkTool } from './chosen-tools.tsx';
import styles from './toolbar.module.css';

interface Props {
  editor: Editor | null;
  disabled: boolean;
  onPictures: (files: File[]) => void;
  onCover: () => void;
}

export function Toolbar({ editor, disabled, onPictures, onCover }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const [linking, setLinking] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      heading: at?.isActive('heading') ?? false,
      bold: at?.isActive('bold') ?? false,
      ordered: at?.isActive('orderedList') ?? false,
      bullets: at?.isActive('bulletList') ?? false,
      quote: at?.isActive('blockquote') ?? false,
      link: at?.isActive('link') ?? false,
      table: at?.isActive('table') ?? false,
      picture: at?.isActive('image') ?? false,
      undo: at?.can().undo() ?? false,
      redo: at?.can().redo() ?? false,
    }),
  });
  const does = (act: (at: Editor) => void) => () => editor && !disabled && act(editor);
  const tool = (says: string, icon: ReactNode, act: (at: Editor) => void, pressed?: boolean, off = false) => (
    <button
      type="button"
      className={styles.tool}
      aria-label={says}
      title={says}
      aria-pressed={pressed}
      disabled={disabled || off}
      onMouseDown={(event) => event.preventDefault()}
      onClick={does(act)}
    >
      {icon}
    </button>
  );
  return (
    <div className={styles.line} role="toolbar" aria-label={words.paper.toolbar}>
      {tool(words.paper.undo, <UndoOutlined />, (at) => at.chain().focus().undo().run(), undefined, !on?.undo)}
      {tool(words.paper.redo, <RedoOutlined />, (at) => at.chain().focus().redo().run(), undefined, !on?.redo)}
      <i className={styles.part} />
      <button
        type="button"
        className={styles.named}
        aria-pressed={on?.heading}
        disabled={disabled}
        onMouseDown={(event) => event.preventDefault()}
        onClick={does((at) => at.chain().focus().toggleHeading({ level: 2 }).run())}
      >
        {words.paper.heading}
      </button>
      {tool(words.paper.bold, <BoldOutlined />, (at) => at.chain().focus().toggleBold().run(), on?.bold)}
      <i className={styles.part} />
      {tool(
        words.paper.ordered,
        <OrderedListOutlined />,
        (at) => at.chain().focus().toggleOrderedList().run(),
        on?.ordered,
      )}
      {tool(
        words.paper.bullets,
        <UnorderedListOutlined />,
        (at) => at.chain().focus().toggleBulletList().run(),
        on?.bullets,
      )}
      {tool(
        words.paper.quote,
        <span aria-hidden="true">“”</span>,
        (at) => at.chain().focus().toggleBlockquote().run(),
        on?.quote,
      )}
      {tool(words.paper.table, <TableOutlined />, (at) =>
        at.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
      )}
      {tool(words.paper.picture, <PictureOutlined />, () => files.current?.click())}
      {tool(words.paper.link, <LinkOutlined />, () => setLinking(true), on?.link)}
      <i className={styles.part} />
      {tool(words.paper.clear, <ClearOutlined />, (at) => at.chain().focus().unsetAllMarks().clearNodes().run())}
      <span className={styles.note}>{words.paper.cleans}</span>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept="image/*"
        aria-label={words.paper.picture}
        onChange={(event) => {
          onPictures([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {editor && linking ? <LinkTool editor={editor} onClose={() => setLinking(false)} /> : null}
      {editor && !disabled && !linking && (on?.table || on?.picture) ? (
        <ChosenTools editor={editor} picture={on.picture} onReplace={() => files.current?.click()} onCover={onCover} />
      ) : null}
    </div>
  );
}
