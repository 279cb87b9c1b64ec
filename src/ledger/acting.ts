import type { Clock } from '../clock.ts';
import type { Db } from '../store/database.ts';
import type { NewId } from '../store/ids.ts';
import type { RecordAct } from './append.ts';

/** What every act that changes state is given: the database, the time, ids and the ledger. */
export interface Acting {
  db: Db;
  clock: Clock;
  newId: NewId;
  record: RecordAct;
}
