import { personOf } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { linesOf, lockConcern, updateConcern } from './concern-store.ts';

/** What taking a matter came to. */
export interface Acknowledged {
  concern: string;
  acknowledgedBy: string;
  /** False when this person had taken it already: nothing was changed. */
  isNew: boolean;
}

/**
 * A person takes a matter: nobody else is told of it any more. It stands until its cause has gone. Whoever was told may
 * take it, also after a colleague did.
 * @throws Refused when there is no such matter, when it has ended, or when the person was not told of it
 */
export function acknowledgeConcern(acting: Acting, people: People, id: string, actor: Actor): Promise<Acknowledged> {
  return inTransaction(acting.db, async (tx) => {
    const { id: person } = personOf(people, actor.person);
    const row = await lockConcern(tx, id);
    if (!row)
      throw refused(id, 'concern-unknown', `there is no matter ${id}`, 'Take the id from `govcast notice list`.');
    if (row.endedAt !== null)
      throw refused(id, 'concern-ended', `the matter ${id} has ended`, 'Nothing is left to do.');
    const told = (await linesOf(tx, [id])).filter((line) => line.episode === row.episode).map((line) => line.person);
    if (!told.includes(person)) {
      const who = [...new Set(told)].join(', ') || 'nobody yet';
      throw refused(
        id,
        'concern-not-yours',
        `${person} was not told of ${id}, but ${who}`,
        `Let one of them take it: ${who}.`,
      );
    }
    if (row.acknowledgedBy === person) return { concern: id, acknowledgedBy: person, isNew: false };
    const at = acting.clock.now();
    await updateConcern(tx, id, { acknowledgedBy: person, acknowledgedAt: at });
    await acting.record(tx, {
      at,
      actor,
      act: 'concern.acknowledge',
      object: `concern:${id}`,
      before: { acknowledgedBy: row.acknowledgedBy },
      after: { acknowledgedBy: person, key: row.key },
    });
    return { concern: id, acknowledgedBy: person, isNew: true };
  });
}

function refused(id: string, code: string, message: string, remedy: string): Refused {
  return new Refused({ code, message, place: `concern:${id}`, remedy });
}
