import { userInfo } from 'node:os';
import type { Actor } from '../ledger/append.ts';

/** Whoever sits at the machine itself: the ledger keeps the name of the system's user. */
export function machineOperator(): Actor {
  return { person: 'operator', via: 'cli', systemUser: userInfo().username };
}
