/** What the page is drawn on, followed as it changes. */
import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 1365px)');
const small = matchMedia('(max-width: 767px)');
const finger = matchMedia('(pointer: coarse)');
const print = matchMedia('print');

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}

/** Whether the side navigation has no room for words. */
export function useNarrow(): boolean {
  return useMedia(narrow);
}

/** Below 768 px: one pane at a time. */
export function useSmall(): boolean {
  return useMedia(small);
}

/** A small screen under a finger, where only what a leader needs is shown; a computer that is zoomed in keeps every page. */
export function usePhone(): boolean {
  const isFinger = useMedia(finger);
  return useSmall() && isFinger;
}

/** Whether a sheet of paper is being laid out; what is drawn for the screen alone gives way before it is. */
export function usePrinting(): boolean {
  return useMedia(print);
}
