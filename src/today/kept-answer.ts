import type { Govcast } from '../govcast.ts';

/** What an answer may be kept by. */
type House = Pick<Govcast, 'acting' | 'clock'>;

const MINUTE_MS = 60_000;
/** Further lines of the ledger than this are not looked through: then the answer is simply made anew. */
const LINES_READ = 200;

/**
 * Keeps an answer that takes long to work out and is the same for everybody, one for each process. It is made anew
 * - when a new period has begun (a minute), because clocks and levels go on by themselves, and
 * - when the ledger has a new line whose act `bears` on it: every change of state writes one, on whichever machine, so
 *   nothing has to announce itself. Lines of other acts (a gate is ticked, a request assigned) leave it as it is.
 * What no ledger line tells (an article that was found in an account's history) is seen with the next period. Those who
 * ask at the same time wait for one making. An answer is shared: whoever is given it changes nothing in it.
 */
export function keptAnswer<T>(
  { acting, clock }: House,
  make: (now: number) => Promise<T>,
  bears: (act: string) => boolean = () => true,
  periodMs = MINUTE_MS,
): () => Promise<T> {
  let kept: { period: number; seq: number; answer: Promise<T> } | null = null;
  return async () => {
    const now = clock.now();
    const period = Math.floor(now / periodMs);
    const seq = await headOf(acting.db);
    if (kept !== null && kept.period === period && (await isUntouched(acting.db, kept.seq, seq, bears))) {
      kept.seq = Math.max(kept.seq, seq);
      return kept.answer;
    }
    const making = { period, seq, answer: make(now) };
    kept = making;
    making.answer.catch(() => {
      if (kept === making) kept = null;
    });
    return making.answer;
  };
}

async function headOf(db: House['acting']['db']): Promise<number> {
  const head = await db.selectFrom('ledgerHead').select('seq').where('id', '=', 1).executeTakeFirst();
  return head?.seq ?? 0;
}

async function isUntouched(
  db: House['acting']['db'],
  known: number,
  seq: number,
  bears: (act: string) => boolean,
): Promise<boolean> {
  if (seq <= known) return true;
  if (seq - known > LINES_READ) return false;
  const lines = await db
    .selectFrom('ledgerEntry')
    .select('act')
    .where('seq', '>', known)
    .where('seq', '<=', seq)
    .execute();
  return lines.every(({ act }) => !bears(act));
}
