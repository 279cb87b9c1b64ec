/** The text editor of one article: what it shows, what it tells of every change, what is pasted and dropped. */
import { createDocument } from '@tiptap/core';
import { type Editor, useEditor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { type Cleaned, cleanPasted } from './clean-pasted.ts';
import styles from './paper.module.css';
import { paperSchema } from './paper-schema.ts';
import { savedBody, shownBody } from './post-types.ts';

interface Parts {
  body: string;
  editable: boolean;
  /** Grows whenever the paper has to show another text than the one it holds. */
  shown: number;
  onBody: (body: string) => void;
  onPictures: (files: File[], editor: Editor | null) => void;
}

/** What was pasted as it was cleaned, and as it came. */
export type Pasted = Cleaned & { raw: string };

export function usePaper({ body, editable, shown, onBody, onPictures }: Parts) {
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const latest = useRef(body);
  latest.current = body;
  const held = useRef(body);
  const told = useRef({ onBody, onPictures });
  told.current = { onBody, onPictures };
  const paper = useRef<Editor | null>(null);
  const pictures = (files: File[]) => told.current.onPictures(files, paper.current);
  const editor = useEditor({
    extensions: paperSchema,
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    content: shownBody(body),
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
        const { styles: looks, tables, pictures: lost, parts, remarks } = cleaned;
        if (looks + tables + lost + parts + remarks > 0) setPasted({ ...cleaned, raw: html });
        return cleaned.html;
      },
      handlePaste: (_, event) => took(event.clipboardData, pictures),
      handleDrop: (_, event) => took(event.dataTransfer, pictures),
    },
    onUpdate: ({ editor: at }) => {
      const next = savedBody(at.getHTML());
      if (next === held.current) return;
      held.current = next;
      told.current.onBody(next);
    },
  });
  paper.current = editor;
  useEffect(() => {
    editor?.setEditable(editable, false);
  }, [editor, editable]);
  // Another text than the one on the paper: somebody else's, an earlier one, the other side of a conflict. The same text
  // is left alone: whoever writes keeps the place he is at.
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` says when the paper has to show another text
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    held.current = latest.current;
    const html = shownBody(latest.current);
    if (!editor || createDocument(html, editor.schema).eq(editor.state.doc)) return;
    editor.commands.setContent(html, { emitUpdate: false });
  }, [shown]);
  return { editor, pasted, setPasted };
}

/** Picture files in a clipboard or a drop, unless words come with them. */
function took(data: DataTransfer | null, take: (files: File[]) => void): boolean {
  const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
  if (files.length === 0 || (data?.getData('text/html') ?? '').replace(/<[^>]*>/g, '').trim() !== '') return false;
  take(files);
  return true;
}
