import { consoleRound } from '../access/follow-console.ts';
import { turn } from '../clock.ts';
import type { Govcast } from '../govcast.ts';
import { type BearingLine, headNow, linesBetween } from './ledger-tail.ts';
import { shared } from './shared-answers.ts';

/** What an answer may be kept by. */
type House = Pick<Govcast, 'acting' | 'clock'>;

const MINUTE_MS = 60_000;

/**
 * How old an answer may be that no act bears on: `of-this-period`, or also that of the period before, so that nobody waits
 * for the clock alone.
 */
export type Age = 'of-this-period' | 'of-the-last';

/** Gives the kept answer, or makes it. */
export type Kept<T> = (age?: Age) => Promise<T>;

interface Made<T> {
  period: number;
  seq: number;
  /** People and office as they were laid over the files when it was begun (consoleRound). */
  round: number;
  answer: Promise<T>;
  /** What is being made for the next period, while this one is still given. */
  next: Promise<T> | null;
}

/**
 * Keeps an answer that takes long to work out and is the same for everybody, one for each process. It is made anew
 * - when a new period has begun (a minute), because clocks and levels go on by themselves: whoever asks first in it is
 *   given the one of the period before and has the new one made, so that no page waits for it, and
 * - when the ledger has a new line whose act `bears` on it: every change of state writes one, on whichever machine, so
 *   nothing has to announce itself, and who asks after an act sees it. Lines of other acts (a gate is ticked, a request
 *   assigned) leave it as it is, and
 * - when this process has seen that people or the office are others now: the line on that comes before.
 * What no ledger line tells (an article that was found in an account's history) is seen two periods later at most. Those
 * who ask at the same time wait for one making. An answer is shared: whoever is given it changes nothing in it. What makes
 * an answer of others asks them for `of-this-period`, so that their ages do not add up.
 * @param bears null where no act has it made anew, only time
 * @param amend makes the answer of the kept one by the lines that bear on it, where that is less work; null when it cannot
 */
export function keptAnswer<T>(
  { acting, clock }: House,
  make: (now: number) => Promise<T>,
  bears: ((act: string) => boolean) | null = () => true,
  periodMs = MINUTE_MS,
  amend: (kept: T, lines: readonly BearingLine[], now: number) => Promise<T | null> = async () => null,
): Kept<T> {
  let kept: Made<T> | null = null;
  return async (age = 'of-the-last') => {
    const now = clock.now();
    const period = Math.floor(now / periodMs);
    const seq = await headNow(acting.db);
    const round = consoleRound(acting.db);
    const isRecent = kept !== null && kept.round === round && (kept.period === period || kept.period === period - 1);
    const before = isRecent ? kept : null;
    const lines = before === null ? null : await linesSince(before);
    if (before !== null && lines?.length === 0) {
      before.seq = Math.max(before.seq, seq);
      if (before.period === period) return before.answer;
      const next = renewed(before);
      return age === 'of-this-period' ? next : before.answer;
    }
    // Somebody who asked at the same time may have begun meanwhile.
    if (kept?.round === round && kept.period === period && kept.seq >= seq) return kept.answer;
    const making: Made<T> = { period, seq, round, answer: amended(), next: null };
    kept = making;
    making.answer.catch(() => {
      if (kept === making) kept = null;
    });
    return making.answer;

    /** Of the new period; `before` is given until it is made, and longer when that fails: the next who asks tries again. */
    function renewed(standing: Made<T>): Promise<T> {
      if (standing.next !== null) return standing.next;
      // What is at hand is given first.
      const next = turn().then(() => made(now));
      standing.next = next;
      next.then(
        () => {
          if (kept === standing) kept = { period, seq, round, answer: next, next: null };
        },
        () => {
          standing.next = null;
        },
      );
      return next;
    }

    /** The lines that bear on it; null when there are too many to look through. */
    async function linesSince(standing: Made<T>): Promise<readonly BearingLine[] | null> {
      if (bears === null) return [];
      const lines = await linesBetween(acting.db, standing.seq, seq);
      return lines?.filter(({ act }) => bears(act)) ?? null;
    }

    async function amended(): Promise<T> {
      // An act has many answers made anew: what is quick comes between two of them.
      await turn();
      if (before === null || before.period < period || lines === null) return made(now);
      const standing = await before.answer.catch(() => null);
      const mended = standing === null ? null : await amend(standing, lines, now);
      return mended === null ? made(now) : shared(mended);
    }
  };

  async function made(now: number): Promise<T> {
    return shared(await make(now));
  }
}
