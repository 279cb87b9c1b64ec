import { type ActOnAccount, actsOfOthers } from './access/acts-of-others.ts';
import { dayWords, momentWords } from './calendar/day-words.ts';
import type { People } from './config/people.ts';
import type { Concern } from './notify/concern.ts';
import type { Db } from './store/database.ts';

/** An act is told for three days; whoever was away reads it when he comes back from a week-end. */
const TOLD_MS = 72 * 60 * 60_000;

const kinds: Readonly<Record<ActOnAccount, string>> = {
  'credential.set': 'access.password',
  'credential.change': 'access.password',
  'credential.close': 'access.closed',
  'credential.open': 'access.opened',
  'factor.end': 'access.factor',
  'substitute.name': 'access.substitute',
};

/** What somebody else did to an account: its person is told, and every auditor (三员分立: nobody is reset in silence). */
export async function accessConcerns(db: Db, { people }: People, now: number): Promise<Concern[]> {
  const nameOf = (id: string) => people.find((p) => p.id === id)?.name ?? '服务器操作员';
  const leave = (standIn: string, from: string, until: string) =>
    standIn === ''
      ? {}
      : {
          standIn: nameOf(standIn),
          days: from === until ? dayWords(from, now) : `${dayWords(from, now)}至${dayWords(until, now)}`,
        };
  const acts = await actsOfOthers(db, now - TOLD_MS);
  return acts.map(({ seq, at, act, person, by, standIn, beginsOn, endsOn }) => ({
    key: `access:${seq}`,
    kind: kinds[act],
    about: `person:${person}`,
    since: at,
    urgency: 'normal',
    to: [{ person }, { role: 'auditor' }],
    fields: { name: nameOf(person), by: nameOf(by), at: momentWords(at, now), ...leave(standIn, beginsOn, endsOn) },
  }));
}
