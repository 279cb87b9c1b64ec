import { turn } from '../clock.ts';
import type { Govcast } from '../govcast.ts';
import { type BearingLine, headNow, linesBetween } from './ledger-tail.ts';

/** What an answer may be kept by. */
type House = Pick<Govcast, 'acting' | 'clock'>;

const MINUTE_MS = 60_000;
/**
 * Keeps an answer that takes long to work out and is the same for everybody, one for each process. It is made anew
 * - when a new period has begun (a minute), because clocks and levels go on by themselves, and
 * - when the ledger has a new line whose act `bears` on it: every change of state writes one, on whichever machine, so
 *   nothing has to announce itself. Lines of other acts (a gate is ticked, a request assigned) leave it as it is.
 * What no ledger line tells (an article that was found in an account's history) is seen with the next period. Those who
 * ask at the same time wait for one making. An answer is shared: whoever is given it changes nothing in it.
 * @param amend makes the answer of the kept one by the lines that bear on it, where that is less work; null when it cannot
 */
export function keptAnswer<T>(
  { acting, clock }: House,
  make: (now: number) => Promise<T>,
  bears: (act: string) => boolean = () => true,
  periodMs = MINUTE_MS,
  amend: (kept: T, lines: readonly BearingLine[], now: number) => Promise<T | null> = async () => null,
): () => Promise<T> {
  let kept: { period: number; seq: number; answer: Promise<T> } | null = null;
  return async () => {
    const now = clock.now();
    const period = Math.floor(now / periodMs);
    const seq = await headNow(acting.db);
    const before = kept?.period === period ? kept : null;
    const since = before === null ? null : await linesBetween(acting.db, before.seq, seq);
    const lines = since?.filter(({ act }) => bears(act)) ?? null;
    if (before !== null && lines?.length === 0) {
      before.seq = Math.max(before.seq, seq);
      return before.answer;
    }
    // Somebody who asked at the same time may have begun meanwhile.
    if (kept !== null && kept.period === period && kept.seq >= seq) return kept.answer;
    const making = { period, seq, answer: amended() };
    kept = making;
    making.answer.catch(() => {
      if (kept === making) kept = null;
    });
    return making.answer;

    async function amended(): Promise<T> {
      // An act has many answers made anew: what is quick comes between two of them.
      await turn();
      const standing = before === null || lines === null ? null : await before.answer.catch(() => null);
      const mended = standing === null || lines === null ? null : await amend(standing, lines, now);
      return mended ?? make(now);
    }
  };
}
