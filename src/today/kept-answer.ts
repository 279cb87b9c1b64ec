import type { Govcast } from '../govcast.ts';

/** What an answer may be kept by. */
type House = Pick<Govcast, 'acting' | 'clock'>;

const MINUTE_MS = 60_000;
/** Further lines of the ledger than this are not looked through: then the answer is simply made anew. */
const LINES_READ = 200;

/** A line of the ledger that bears on what is kept. */
export interface BearingLine {
  act: string;
  object: string;
}

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
    const seq = await headOf(acting.db);
    const before = kept?.period === period ? kept : null;
    const lines = before === null ? null : await bearing(acting.db, before.seq, seq, bears);
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
      const standing = before === null || lines === null ? null : await before.answer.catch(() => null);
      const mended = standing === null || lines === null ? null : await amend(standing, lines, now);
      return mended ?? make(now);
    }
  };
}

async function headOf(db: House['acting']['db']): Promise<number> {
  const head = await db.selectFrom('ledgerHead').select('seq').where('id', '=', 1).executeTakeFirst();
  return head?.seq ?? 0;
}

/** The lines after `known` up to `seq` that bear on it; null when they are too many to look through. */
async function bearing(
  db: House['acting']['db'],
  known: number,
  seq: number,
  bears: (act: string) => boolean,
): Promise<BearingLine[] | null> {
  if (seq <= known) return [];
  if (seq - known > LINES_READ) return null;
  const lines = await db
    .selectFrom('ledgerEntry')
    .select(['act', 'object'])
    .where('seq', '>', known)
    .where('seq', '<=', seq)
    .execute();
  return lines.filter(({ act }) => bears(act));
}
