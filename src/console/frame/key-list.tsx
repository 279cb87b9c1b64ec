import { useRef, useSyncExternalStore } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import styles from './key-list.module.css';
import { listedKeys } from './keys.ts';
import { useModal } from './use-modal.ts';

let open = false;
const listeners = new Set<() => void>();

export function openKeyList(): void {
  setOpen(true);
}

function setOpen(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

/** `?`: every key that does something now, this page's first. */
export function KeyList() {
  const isOpen = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
  return isOpen ? <Listed onClose={() => setOpen(false)} /> : null;
}

function Listed({ onClose }: { onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  useModal(box);
  const keys = listedKeys();
  return (
    <dialog ref={box} data-alone className={styles.box} aria-labelledby="key-list" onCancel={onClose}>
      <header className={styles.head}>
        <h2 id="key-list">{words.keys.title}</h2>
        <button type="button" onClick={onClose}>
          {words.keys.back} <kbd>Esc</kbd>
        </button>
      </header>
      <Group title={words.keys.here} keys={keys.filter((k) => !k.everywhere)} />
      <Group title={words.keys.everywhere} keys={keys.filter((k) => k.everywhere)} />
    </dialog>
  );
}

function Group({ title, keys }: { title: string; keys: { name: string; says: string }[] }) {
  if (keys.length === 0) return null;
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(({ name, says }) => (
          <div key={name}>
            <dt>
              {name.split(' ').map((part) => (
                <kbd key={part}>{shown(part)}</kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const names: Readonly<Record<string, string>> = {
  ...{ ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: 'Enter', escape: 'Esc', space: 'Space' },
  ...{ arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→' },
};

function shown(part: string): string {
  return part
    .split('+')
    .map((key) => names[key] ?? key.toUpperCase())
    .join(' ');
}
