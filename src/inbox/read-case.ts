/** Everything that the desk shows of one request, in few questions. */
import { dueDateChanges } from '../calendar/due-date-store.ts';
import type { Person } from '../config/people.ts';
import type { Db } from '../store/database.ts';
import type { DueDateChangeTable, LedgerEntryTable } from '../store/tables/ground.ts';
import type { Request } from './request.ts';
import { notesOf, type RequestNote } from './request-note-store.ts';
import { ofSameSender } from './request-queue.ts';
import { requireSeen, sectionSeen } from './see-request.ts';

/** What was done to it, as the ledger has it. */
export type CaseAct = Pick<LedgerEntryTable, 'seq' | 'at' | 'actor' | 'act' | 'before' | 'after'>;

export interface RequestCase {
  request: Request;
  provisional: boolean;
  notes: RequestNote[];
  acts: CaseAct[];
  moves: DueDateChangeTable[];
  /** By the same writer and account, newest first. */
  others: Request[];
}

const ACTS = 200;
const OTHERS = 5;

/** @param id of the request, or its number @throws Refused for one that the person may not see */
export async function readCase(db: Db, id: string, person: Person): Promise<RequestCase> {
  const column = id.startsWith('SQ-') ? 'number' : 'id';
  const found = await db.selectFrom('request').selectAll().where(column, '=', id).executeTakeFirst();
  const request = requireSeen(found, id, person);
  const [notes, acts, moves, others] = await Promise.all([
    notesOf(db, request.id),
    actsOn(db, `request:${request.id}`),
    dueDateChanges(db, { kind: 'request', id: request.id }),
    ofSameSender(db, request, sectionSeen(person), OTHERS),
  ]);
  const provisional = (moves.at(-1)?.newProvisional ?? request.provisional) === 1;
  return { request, provisional, notes, acts, moves, others };
}

/** By the index (object, seq). */
function actsOn(db: Db, object: string): Promise<CaseAct[]> {
  return db
    .selectFrom('ledgerEntry')
    .select(['seq', 'at', 'actor', 'act', 'before', 'after'])
    .where('object', '=', object)
    .orderBy('seq')
    .limit(ACTS)
    .execute();
}
