import type { People } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { type CancelledQueueing, cancelQueued, type Queueing } from './cancel-queued.ts';

type TakenOff = 'stopped' | 'unplaced';

const refusals: Readonly<
  Record<Exclude<CancelledQueueing['outcome'], TakenOff>, { code: string; message: string; remedy: string }>
> = {
  'too-late': {
    code: 'queue-too-late',
    message: 'it may have gone out already; it will not be repeated',
    remedy: 'Look at the account, and answer what is asked about it.',
  },
  'already-final': {
    code: 'queue-final',
    message: 'it is finished already; nothing was changed',
    remedy: 'What is published is deleted in the platform, not here.',
  },
  asking: {
    code: 'queue-asking',
    message: 'it waits for an answer, or somebody has it in hands; nothing was changed',
    remedy: 'Answer its question with "leave".',
  },
};

/**
 * Takes a post off a channel so that nothing of it goes out there: for those who are told "taken off" or nothing.
 * @throws Refused when it may go out or went out all the same, and as cancelQueued does
 */
export async function takeOff(acting: Acting & { people: People }, what: Queueing, actor: Actor): Promise<TakenOff> {
  const { outcome, delivery } = await cancelQueued(acting, what, actor);
  if (outcome === 'stopped' || outcome === 'unplaced') return outcome;
  throw new Refused({ ...refusals[outcome], place: `delivery:${delivery}` });
}
