import { forgetAccess } from '../access/forget-access.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Loop } from '../loops.ts';
import { forgetOldCalls } from './api/idempotent-call.ts';

/** What HTTP leaves behind and nobody needs for long. */
export function serverLoops({ db, clock }: Pick<Acting, 'db' | 'clock'>): Loop[] {
  return [
    { name: 'forget calls', cron: '0 17 * * * *', reconcile: (stopping) => forgetOldCalls(db, clock.now(), stopping) },
    { name: 'forget access', cron: '0 47 * * * *', reconcile: (stopping) => forgetAccess(db, clock.now(), stopping) },
  ];
}
