/** All SQL of internal notes on requests. */
import type { Db, Tx } from '../store/database.ts';
import type { RequestNoteTable } from '../store/tables/inbox.ts';

export type RequestNote = RequestNoteTable;

export async function addNote(tx: Tx, note: RequestNote): Promise<void> {
  await tx.insertInto('requestNote').values(note).execute();
}

/** The notes on a request, oldest first. */
export function notesOf(db: Db, request: string): Promise<RequestNote[]> {
  return db
    .selectFrom('requestNote')
    .selectAll()
    .where('request', '=', request)
    .orderBy('at')
    .orderBy('id')
    .limit(500)
    .execute();
}
