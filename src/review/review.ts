/** The signature chain of a post: who signs next, and every reason against it. Pure (A-03, A-05). */
import type { Flow, FlowStep, Gate } from '../config/workflow.ts';
import { Refused } from '../errors.ts';
import type { Finding } from '../posts/finding.ts';
import type { ReviewTable } from '../store/tables/posts.ts';
import type { GivenSignature, GivenTick } from './review-store.ts';

export type ReviewEvent = 'sign-last' | 'return' | 'void';

/** States of one run of the chain and what may follow. A run is never opened again: a new text gets a new one. */
export const reviewTransitions: Readonly<
  Record<ReviewTable['state'], Partial<Record<ReviewEvent, ReviewTable['state']>>>
> = {
  open: { 'sign-last': 'approved', return: 'returned', void: 'voided' },
  approved: { void: 'voided' },
  returned: {},
  voided: {},
};

/** A reason for saying no, with what to do about it. In English, for errors. */
export interface Refusal {
  code: string;
  message: string;
  remedy: string;
}

export interface Chain {
  flow: Flow;
  signatures: readonly GivenSignature[];
  ticks: readonly GivenTick[];
  /** People who wrote this text: they sign nothing of it. */
  writers: readonly string[];
}

export interface Signer {
  person: string;
  /** Those he signs with: his own, or those of the person he stands in for. */
  roles: readonly string[];
  /** The absent person in whose place he signs (代签). */
  standsFor?: string | null;
}

/** The step that waits for its signature, or null when all have been given. */
export function nextStep({ flow, signatures }: Pick<Chain, 'flow' | 'signatures'>): FlowStep | null {
  return flow.steps[signatures.length] ?? null;
}

/** Gates of the flow that nobody has ticked yet, by their ids. */
export function openGates({ flow, ticks }: Pick<Chain, 'flow' | 'ticks'>): string[] {
  return flow.gates.filter((gate) => ticks.every((t) => t.gate !== gate));
}

/** Who of the people may give the next signature. */
export function nextSigners<P extends { id: string; roles: readonly string[] }>(
  chain: Chain,
  people: readonly P[],
): P[] {
  return people.filter((p) => whyNotSign(chain, { person: p.id, roles: p.roles }).length === 0);
}

/** Every reason why this person may not give the next signature; empty when he may. */
export function whyNotSign(chain: Chain, { person, roles, standsFor = null }: Signer): Refusal[] {
  const step = nextStep(chain);
  if (!step)
    return [{ code: 'review-complete', message: 'every signature has been given', remedy: 'Nothing is left to do.' }];
  const reasons: Refusal[] = [];
  const hands = standsFor === null ? [person] : [person, standsFor];
  const writer = hands.find((one) => chain.writers.includes(one));
  if (writer !== undefined) {
    const message = `${writer} wrote this text and may not sign it`;
    reasons.push({ code: 'signer-is-drafter', message, remedy: `Let another ${step.permission} sign.` });
  }
  const signed = hands.find((one) => chain.signatures.some((s) => s.person === one || s.forPerson === one));
  if (signed !== undefined) {
    const message = `${signed} has signed this text already; each level is signed by another person`;
    reasons.push({ code: 'signed-twice', message, remedy: `Let another ${step.permission} sign as ${step.post}.` });
  }
  const ticked = chain.ticks.find(({ person: by, forPerson }) => by === person && forPerson && forPerson !== standsFor);
  if (ticked) {
    const message = `${person} ticked ${ticked.gate} in the place of ${ticked.forPerson}; a gate and a signature are of two`;
    const remedy = `Take that tick back for another to give, or let another ${step.permission} sign.`;
    reasons.push({ code: 'ticked-for-another', message, remedy });
  }
  if (!roles.includes(step.permission)) {
    const later = chain.flow.steps.slice(chain.signatures.length + 1).find((s) => roles.includes(s.permission));
    const message = later
      ? `${person} signs as ${later.post}, but ${step.post} has to sign first`
      : `${person} may not sign as ${step.post}: it takes the role ${step.permission}`;
    reasons.push({
      code: later ? 'out-of-order' : 'role-missing',
      message,
      remedy: `Ask a ${step.permission} to sign.`,
    });
  }
  return reasons;
}

/** A-03: the last signature waits for every gate. */
export function whyNotRelease(chain: Chain): Refusal[] {
  const open = openGates(chain);
  const last = chain.signatures.length === chain.flow.steps.length - 1;
  if (!last || open.length === 0) return [];
  const message = `the gates ${open.join(', ')} are not ticked; release needs all ${chain.flow.gates.length}`;
  return [{ code: 'gate-open', message, remedy: `Have ${open.join(', ')} ticked first (post tick).` }];
}

/** Open gates that a person with these roles could tick himself. */
export function ownOpenGates(
  chain: Pick<Chain, 'flow' | 'ticks'>,
  gates: readonly Gate[],
  roles: readonly string[],
): Gate[] {
  const open = openGates(chain);
  return gates.filter((gate) => open.includes(gate.id) && gate.roles.some((role) => roles.includes(role)));
}

/** The reasons as one error, the first one's code on top. */
export function refused(place: string, reasons: readonly Refusal[]): Refused {
  const [first] = reasons;
  return new Refused({
    code: first?.code ?? 'refused',
    message: reasons.map((r) => r.message).join('; '),
    place,
    remedy: [...new Set(reasons.map((r) => r.remedy))].join(' '),
  });
}

/** The post has blocking findings. Each carries its remedy in Chinese. */
export class BlockedByFindings extends Refused {
  readonly findings: Finding[];
  constructor(post: string, findings: Finding[]) {
    super({
      code: 'findings-block',
      message: `${findings.length} blocking findings: ${findings.map((f) => `${f.check} (${f.rule})`).join(', ')}`,
      place: post,
      remedy: 'Mend each finding and compose again, or have personal data excepted with a reason code.',
    });
    this.findings = findings;
  }
}
