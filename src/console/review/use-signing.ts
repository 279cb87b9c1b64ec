/** The acts of a signer: each sends the hash of the text that was read; a stale proof of who sits there is asked for again. */
import { useCallback, useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { fetchClient, type Problem } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { type Follows, lastTickWords, type Mark, type View } from './review-data.ts';

export type Running = 'sign' | 'unsign' | 'return' | null;

/** An act that waits for the person to show password or code. */
export type Pending = (() => Promise<void>) | null;

export interface Signing {
  running: Running;
  problem: Problem | null;
  /** Set while the dialog 再核对一次身份 is to be shown. */
  pending: Pending;
  forget: () => void;
  tick: (gate: string) => Promise<void>;
  sign: (opinion: string) => Promise<void>;
  /** Takes the own signature back, while the next person has not opened the post. */
  unsign: () => Promise<void>;
  giveBack: (opinion: string, marks: readonly Mark[]) => Promise<void>;
}

/**
 * @param after what follows a signature or a return: the next post opens
 * @param doneWords what is said of a signature: who is next, or what becomes of the post after the last one
 */
export function useSigning(view: View, after: () => void, doneWords: (to: string | Follows) => string): Signing {
  const [running, setRunning] = useState<Running>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState<Pending>(null);
  const look = useLookAgain();
  const { offer } = useUndo();
  const path = { post: view.post };
  const seenHash = view.contentHash;

  const run = useCallback(async (what: Running, act: () => Promise<void>) => {
    setProblem(null);
    setRunning(what);
    try {
      await act();
    } catch (error) {
      const found = problemOf(error);
      if (found.code === 'confirm-needed') setPending(() => () => run(what, act));
      else setProblem(found.code === 'no-answer' ? { ...found, remedy: words.sign.unknown } : found);
    } finally {
      setRunning(null);
    }
  }, []);

  const tick = (gate: string) => {
    const mine = view.gates.find(({ id }) => id === gate)?.ticked?.mine ?? false;
    const at = { params: { path: { ...path, gate } } };
    const untick = async () => {
      const { error } = await fetchClient.POST('/api/v1/review/{post}/gates/{gate}/untick', {
        ...at,
        body: { seenHash },
      });
      if (error) throw error;
      await look(['review', 'frame']);
    };
    return run(null, async () => {
      if (mine) return untick();
      const body = { seenHash, comment: '' };
      const { error } = await fetchClient.POST('/api/v1/review/{post}/gates/{gate}', { ...at, body });
      if (error) throw error;
      const said = lastTickWords(view, gate);
      if (said !== null) offer({ said, undo: untick });
      await look(['review', 'frame']);
    });
  };
  const sent = {
    seenHash,
    step: view.mine.step ?? '',
    ...(view.mine.standsFor ? { standsFor: view.mine.standsFor.id } : {}),
  };
  const takeBack = async () => {
    const { error } = await fetchClient.POST('/api/v1/review/{post}/unsign', { params: { path }, body: { seenHash } });
    if (error) throw error;
    await look(['review', 'frame']);
  };
  const unsign = () =>
    run('unsign', async () => {
      await takeBack();
      offer({ said: words.sign.undone });
    });
  const sign = (opinion: string) =>
    run('sign', async () => {
      const body = { ...sent, opinion };
      const { data, error } = await fetchClient.POST('/api/v1/review/{post}/sign', { params: { path }, body });
      if (error) throw error;
      const said = doneWords(data.follows ?? view.mine.next ?? '');
      offer(data.follows ? { said } : { said, undo: takeBack, verb: words.sign.undoShort, undone: words.sign.undone });
      after();
      await look(['review', 'frame']);
    });
  const giveBack = (opinion: string, marks: readonly Mark[]) =>
    run('return', async () => {
      const body = { ...sent, opinion, marks: marks.map((mark) => ({ ...mark, note: '' })) };
      const { error } = await fetchClient.POST('/api/v1/review/{post}/return', { params: { path }, body });
      if (error) throw error;
      offer({ said: say(words.back.done, { who: view.submittedBy }) });
      after();
      await look(['review', 'frame']);
    });
  return { running, problem, pending, forget: () => setPending(null), tick, sign, unsign, giveBack };
}
