/** What somebody has to do with an open run of signatures. Pure. */
import type { Flow, Gate, Workflow } from '../config/workflow.ts';
import { type Hands, signerAmong, tickerAmong } from './hands.ts';
import { type Chain, openGates } from './review.ts';

/** What somebody has to do with an open run. */
export interface Doing {
  asks: 'sign' | 'tick';
  /** Id of the absent person in whose place; null for oneself. */
  standsFor: string | null;
}

/**
 * What these hands have to do with a run; null when nothing. A signature goes before gates. Gates wait from the beginning
 * for who signs nothing in the flow: for him there is nothing else to do. Signers tick theirs when they sign; gates that
 * are left hold up the last signature, so they are asked for when it is next. Who has signed has done his part. Pure.
 */
export function doingOf(chain: Chain, workflow: Workflow, hands: Hands): Doing | null {
  if (chain.signatures.some(({ person }) => person === hands.person)) return null;
  const signing = signerAmong(chain, hands);
  if (signing.why === null) return { asks: 'sign', standsFor: signing.standsFor };
  const isLast = chain.signatures.length === chain.flow.steps.length - 1;
  const open = new Set(openGates(chain));
  const gates = workflow.gates.filter(({ id }) => open.has(id));
  // Each place for itself: who signs as himself may stand in for somebody who only ticks.
  const places = [{ ...hands, absent: [] }, ...hands.absent.map((one) => ({ ...hands, self: [], absent: [one] }))];
  for (const place of places) {
    const ticking = isLast || !signsIn(chain.flow, place) ? firstTick(chain, gates, place) : null;
    if (ticking) return { asks: 'tick', ...ticking };
  }
  return null;
}

function firstTick(chain: Chain, gates: readonly Gate[], hands: Hands): { standsFor: string | null } | null {
  for (const gate of gates) {
    const ticking = tickerAmong(chain, gate, hands);
    if (ticking) return ticking;
  }
  return null;
}

function signsIn({ steps }: Flow, { self, absent }: Hands): boolean {
  const roles: readonly string[] = [...self, ...absent.flatMap((one) => one.roles)];
  return steps.some(({ permission }) => roles.includes(permission));
}
