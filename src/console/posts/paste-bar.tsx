import { useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { say } from '../look/say.ts';
import type { Cleaned } from './clean-pasted.ts';
import styles from './paper.module.css';

interface Props {
  pasted: Cleaned & { raw: string };
  onUndo: () => void;
  onClose: () => void;
}

/** 已清理格式：去掉 14 处样式、2 个空表格 [撤销] [看原样]. */
export function PasteBar({ pasted, onUndo, onClose }: Props) {
  const [raw, setRaw] = useState(false);
  const counts = [
    [pasted.styles, words.pasted.styles],
    [pasted.tables, words.pasted.tables],
    [pasted.pictures, words.pasted.pictures],
    [pasted.parts, words.pasted.parts],
    [pasted.remarks, words.pasted.remarks],
  ] as const;
  const what = counts.flatMap(([n, of]) => (n > 0 ? [say(of, { n })] : [])).join('、');
  return (
    <div className={styles.bar} role="status">
      <span>{say(words.pasted.done, { what })}</span>
      <button
        type="button"
        onClick={() => {
          onUndo();
          onClose();
        }}
      >
        {words.pasted.undo}
      </button>
      <button type="button" aria-expanded={raw} onClick={() => setRaw(!raw)}>
        {words.pasted.raw}
      </button>
      <button type="button" onClick={onClose}>
        {words.pasted.close}
      </button>
      {raw ? (
        <textarea
          className={styles.raw}
          aria-label={words.pasted.rawTitle}
          readOnly
          rows={6}
          value={pasted.raw.slice(0, 20_000)}
        />
      ) : null}
    </div>
  );
}
