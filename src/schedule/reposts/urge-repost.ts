import { requireRole } from '../../config/acting-person.ts';
import type { Role } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { RepostDesk } from './repost-desk.ts';
import { isOpen } from './repost-duty.ts';
import { changeDuty, dutiesOf, lockOwed } from './repost-store.ts';
import { requireTask } from './require-duty.ts';

/** Whoever publishes may urge; it changes nobody's figures. */
export const mayUrge: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

/** Those who were urged are left in peace for so long. */
const PEACE_MS = 30 * 60_000;

/**
 * Urges every account that still owes a repost (催没转的): whoever answers for it is told once more, by the notices. An
 * account that was urged within half an hour is left out.
 * @returns ids of the accounts that are told now
 * @throws Refused for another role, and when nobody is left to urge
 */
export async function urgeRepost(desk: RepostDesk, id: string, actor: Actor): Promise<string[]> {
  requireRole(desk.people, actor.person, mayUrge, 'urge accounts to carry a repost');
  const task = await requireTask(desk, id);
  return inTransaction(desk.db, async (tx) => {
    const at = desk.clock.now();
    const urged: string[] = [];
    for (const { account } of (await dutiesOf(tx, task.id)).filter(isOpen)) {
      const duty = await lockOwed(tx, task.id, account);
      if (!duty || !isOpen(duty) || (duty.urgedAt !== null && at - duty.urgedAt < PEACE_MS)) continue;
      await changeDuty(tx, duty, { urged: duty.urged + 1, urgedAt: at });
      urged.push(account);
    }
    if (urged.length === 0) throw nobodyToUrge(task.id);
    await desk.record(tx, { at, actor, act: 'repost.urge', object: `repost:${task.id}`, after: { accounts: urged } });
    return urged;
  });
}

function nobodyToUrge(task: string): Refused {
  return new Refused({
    code: 'repost-nobody-to-urge',
    message: 'every account has carried it, or was urged within half an hour',
    place: `repost:${task}`,
    remedy: 'Wait half an hour, or call whoever answers for the account.',
  });
}
