import { useState } from 'react';
import { fetchClient } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';

/** Shows password or code again. @throws what the API refused */
export async function confirmSession(shown: { password: string } | { code: string }): Promise<void> {
  const { error } = await fetchClient.POST('/api/v1/session/confirm', { body: shown });
  if (error) throw error;
}

/** Runs an act, and once more when password or code had to be shown first; ends when it is done or given up. */
export type Guarded = (act: () => Promise<unknown>) => Promise<void>;

/** An act that waits for the person to show who he is, and the promise that was given for it. */
interface Waiting {
  act: () => Promise<unknown>;
  done: () => void;
  left: () => void;
}

/**
 * For acts that ask who sits there again: `const { guarded, asking, answer, leave } = useConfirm()`. `guarded(act)` runs
 * the act; where it is refused because the last confirmation is too old, `asking` turns true until `answer(…)` has
 * shown password or code (null: it was shown to the office's identity provider) and the act has run again. The dialog it
 * was begun in stays meanwhile, with what was typed; whoever leaves is told there that it is still to be shown.
 */
export function useConfirm() {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const guarded: Guarded = async (act) => {
    try {
      await act();
    } catch (error) {
      if (problemOf(error).code !== 'confirm-needed') throw error;
      await new Promise<void>((done, refuse) => setWaiting({ act, done, left: () => refuse(error) }));
    }
  };
  // The dialog stays while the act runs: what it is refused is said there.
  const answer = async (shown: { password: string } | { code: string } | null) => {
    if (shown !== null) await confirmSession(shown);
    await waiting?.act();
    waiting?.done();
  };
  // Called when it was shown, too: a promise that was kept is not broken any more.
  const leave = () => {
    waiting?.left();
    setWaiting(null);
  };
  return { guarded, asking: waiting !== null, answer, leave };
}
