import type { ReactNode } from 'react';
import { SideSheet as Sheet } from '../frame/side-sheet.tsx';
import styles from './side-sheet.module.css';

interface Props {
  title: ReactNode;
  close: string;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet beside the paper, with the buttons and fields of the editor's sheets; `wide` takes most of the page. */
export function SideSheet({ title, close, wide = false, onClose, children }: Props) {
  return (
    <Sheet title={title} close={close} size={wide ? 'wide' : 'side'} onClose={onClose}>
      <div className={styles.body}>{children}</div>
    </Sheet>
  );
}
