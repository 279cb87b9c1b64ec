import { useSyncExternalStore } from 'react';

const print = matchMedia('print');

/** Whether a sheet of paper is being laid out; what is drawn for the screen alone gives way before it is. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    (listener) => {
      print.addEventListener('change', listener);
      return () => print.removeEventListener('change', listener);
    },
    () => print.matches,
  );
}
