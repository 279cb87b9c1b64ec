import type { Db } from '../store/database.ts';
import { hashOfEntry, type LedgerHash } from './append.ts';

export interface LedgerVerdict {
  entries: number;
  /** Hash of the last entry; empty while there is none. */
  head: string;
  ok: boolean;
  /** Sequence number of the first entry that does not fit, or null. */
  firstBroken: number | null;
}

const PAGE = 1000;

/**
 * Walks the whole chain in pages: numbers without a gap, each hash right, each tied to the one before, the head equal
 * to the last. Memory does not grow with the ledger.
 */
export async function verifyLedger(db: Db): Promise<LedgerVerdict> {
  const head = await db.selectFrom('ledgerHead').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow();
  let seq = 0;
  let hash = '';
  for (;;) {
    const page = await db
      .selectFrom('ledgerEntry')
      .selectAll()
      .where('seq', '>', seq)
      .where('seq', '<=', head.seq)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const { hash: printed, ...entry } of page) {
      const algorithm = printed.split(':')[0] as LedgerHash;
      const known = algorithm === 'sm3' || algorithm === 'sha256';
      if (entry.seq !== seq + 1 || entry.prevHash !== hash || !known || hashOfEntry(entry, algorithm) !== printed) {
        return { entries: head.seq, head: head.hash, ok: false, firstBroken: seq + 1 };
      }
      seq = entry.seq;
      hash = printed;
    }
    if (page.length < PAGE) break;
  }
  const ok = seq === head.seq && hash === head.hash;
  return { entries: head.seq, head: head.hash, ok, firstBroken: ok ? null : seq + 1 };
}
