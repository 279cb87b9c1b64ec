import type { Clock } from '../clock.ts';
import type { Db } from '../store/database.ts';
import type { NewId } from '../store/ids.ts';
import { dedupeKey } from './dedupe-key.ts';
import { addInbound } from './inbound-store.ts';
import type { XmlRecord } from './parse-callback-xml.ts';

/**
 * Stores a push before it is answered, and nothing else: one insert, so that `success` is sent well inside the five
 * seconds after which the platform repeats. A repeat is known by its key and stored once, also when two arrive at once.
 * @param record the push as parseCallbackXml reads it
 * @param xml the push itself, decrypted where it came encrypted; it is parsed again when it is applied
 * @returns whether it is new; a repeat is answered `success` as well
 */
export async function receiveCallback(
  { db, clock, newId }: { db: Db; clock: Clock; newId: NewId },
  channel: string,
  record: XmlRecord,
  xml: string,
): Promise<boolean> {
  return addInbound(db, {
    id: newId(),
    channel,
    dedupeKey: dedupeKey(record),
    body: xml,
    receivedAt: clock.now(),
    appliedAt: null,
    problem: null,
  });
}
