import { type RefObject, useLayoutEffect } from 'react';

/**
 * Opens a dialog over everything for as long as it is shown. It is closed before React takes it away, so that the browser
 * gives the focus back to where it was.
 */
export function useModal(box: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, [box]);
}
