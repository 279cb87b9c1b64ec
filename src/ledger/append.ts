import { createHash } from 'node:crypto';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Tx } from '../store/database.ts';
import type { LedgerEntryTable } from '../store/tables/ground.ts';

/** Who does something, and by which way it came in. `group` names the office a person acts for (O-02). */
export interface Actor {
  person: string;
  via: 'cli' | 'console' | 'api' | 'callback' | 'worker';
  group?: string;
  /** The operating system's user, for acts given on the command line. */
  systemUser?: string;
}

export interface LedgerLine {
  at: number;
  actor: Actor;
  /** Domain and verb: `post.approve`, `delivery.begin`. */
  act: string;
  /** Kind and id: `post:01J…`. */
  object: string;
  before?: unknown;
  after?: unknown;
}

/** Writes one line of the ledger inside the transaction of the act itself. Locks the head row, so call it last. */
export type RecordAct = (tx: Tx, line: LedgerLine) => Promise<void>;

export type LedgerHash = 'sm3' | 'sha256';

/** A recorder that chains with `algorithm` (setting `ledger.hash`; verify reads the algorithm from each hash). */
export function ledgerRecorder(algorithm: LedgerHash): RecordAct {
  return async (tx, line) => {
    const head = await tx
      .selectFrom('ledgerHead')
      .select(['seq', 'hash'])
      .where('id', '=', 1)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const entry = {
      seq: head.seq + 1,
      at: line.at,
      actor: actorText(line.actor),
      via: line.actor.systemUser ? `${line.actor.via}:${line.actor.systemUser}` : line.actor.via,
      act: line.act,
      object: line.object,
      before: line.before === undefined ? null : canonicalJson(line.before),
      after: line.after === undefined ? null : canonicalJson(line.after),
      prevHash: head.hash,
    };
    const hash = hashOfEntry(entry, algorithm);
    await tx
      .insertInto('ledgerEntry')
      .values({ ...entry, hash })
      .execute();
    await tx.updateTable('ledgerHead').set({ seq: entry.seq, hash }).where('id', '=', 1).execute();
  };
}

/** `sm3:<hex>` over the canonical JSON of every column but the hash itself. */
export function hashOfEntry(entry: Omit<LedgerEntryTable, 'hash'>, algorithm: LedgerHash): string {
  return `${algorithm}:${createHash(algorithm).update(canonicalJson(entry)).digest('hex')}`;
}

function actorText(actor: Actor): string {
  return actor.group ? `${actor.person}@${actor.group}` : actor.person;
}
