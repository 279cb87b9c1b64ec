import type { Role } from '../config/people.ts';

/** Who reads the ledger (台账): who did what, of people and their access too. */
export const mayReadLedger: readonly Role[] = ['section-head', 'leader', 'system-admin', 'security-admin', 'auditor'];
