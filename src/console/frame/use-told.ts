import { useCallback } from 'react';
import { problemOf } from '../api/problem.ts';
import { useUndo } from './undo-bar.tsx';

/** Runs an act whose refusal has no place of its own on the page: the bar says why it was not done. */
export function useTold(): (act: Promise<unknown>) => void {
  const { offer } = useUndo();
  return useCallback(
    (act) => {
      act.catch((error: unknown) => {
        const { title, remedy } = problemOf(error);
        offer({ said: `${title}：${remedy}` });
      });
    },
    [offer],
  );
}
