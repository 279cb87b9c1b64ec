import { type RefObject, useLayoutEffect } from 'react';

/** From where each open dialog was opened, the nearest first: one dialog may be opened out of another. */
const ways = new WeakMap<HTMLDialogElement, readonly HTMLElement[]>();

/**
 * Opens a dialog over everything for as long as it is shown. It is closed before React takes it away, so that the browser
 * gives the focus back to where it was; where that went away with another dialog, to what had opened that one.
 */
export function useModal(box: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    const from = document.activeElement;
    const below = from?.closest('dialog');
    const back = from instanceof HTMLElement ? [from, ...(below ? (ways.get(below) ?? []) : [])] : [];
    ways.set(dialog, back);
    dialog.showModal();
    return () => {
      dialog.close();
      const has = document.activeElement;
      if (has === null || has === document.body || dialog.contains(has))
        back.find((element) => element.isConnected)?.focus();
    };
  }, [box]);
}
