/** With whose hands somebody signs and ticks: his own first, then those of the people he stands in for. Pure. */
import type { People } from '../config/people.ts';
import type { Gate, Workflow } from '../config/workflow.ts';
import { type Chain, type Refusal, whyNotSign } from './review.ts';
import { heldPlaces } from './substitution.ts';

/** A person with his own roles, and those of everybody he stands in for now. */
export interface Hands {
  person: string;
  self: readonly string[];
  absent: { id: string; roles: readonly string[] }[];
}

/** Who is away and who stands in. */
export type Places = readonly { absent: string; standIn: string }[];

/** The hands of one person. @param absent whom he is named for now */
export function handsWith(
  desk: { people: People; workflow: Workflow },
  person: string,
  absent: readonly string[],
): Hands {
  const rolesOf = (id: string) => desk.people.people.find((p) => p.id === id)?.roles ?? [];
  const held = heldPlaces(desk.people, desk.workflow, person, absent);
  return { person, self: rolesOf(person), absent: held.map((id) => ({ id, roles: rolesOf(id) })) };
}

/** The hands of everybody. */
export function handsOfAll(desk: { people: People; workflow: Workflow }, places: Places): Hands[] {
  return desk.people.people.map(({ id }) =>
    handsWith(
      desk,
      id,
      places.filter(({ standIn }) => standIn === id).map(({ absent }) => absent),
    ),
  );
}

/** With whose hands the person may give the next signature, his own first; else why he may not himself. */
export function signerAmong(chain: Chain, hands: Hands): { standsFor: string | null; why: Refusal | null } {
  const { person, self, absent } = hands;
  const own = whyNotSign(chain, { person, roles: self })[0] ?? null;
  if (own === null) return { standsFor: null, why: null };
  const other = absent.find(({ id, roles }) => whyNotSign(chain, { person, roles, standsFor: id }).length === 0);
  return other ? { standsFor: other.id, why: null } : { standsFor: null, why: own };
}

export type Ticking = Pick<Chain, 'writers' | 'signatures'>;

/**
 * In whose place the person may tick a gate: his own first; null when he may not at all. Who wrote the text ticks nothing of
 * it, and neither does anybody in his place. Who has signed ticks in nobody's place but the one he signed in: else one pair of
 * hands would give both what two people answer for.
 */
export function tickerAmong(
  { writers, signatures }: Ticking,
  { roles: wanted }: Pick<Gate, 'roles'>,
  { person, self, absent }: Hands,
): { standsFor: string | null } | null {
  const held: readonly string[] = wanted;
  if (writers.includes(person)) return null;
  if (self.some((role) => held.includes(role))) return { standsFor: null };
  const other = absent.find(
    ({ id, roles }) =>
      !writers.includes(id) &&
      signatures.every((s) => s.person !== person || s.forPerson === id) &&
      roles.some((role) => held.includes(role)),
  );
  return other ? { standsFor: other.id } : null;
}

/** Why the person may not tick a gate in the place of somebody for whom he else might: he has signed; null otherwise. */
export function whyNotTick(chain: Ticking, gate: Pick<Gate, 'id' | 'roles'>, hands: Hands): Refusal | null {
  const unsigned = tickerAmong({ ...chain, signatures: [] }, gate, hands);
  if (tickerAmong(chain, gate, hands) !== null || !unsigned?.standsFor) return null;
  const message = `${hands.person} has signed this text and may not tick ${gate.id} in the place of ${unsigned.standsFor}`;
  const remedy = `Let another ${gate.roles.join(' or ')} tick it, or have another substitute named for ${unsigned.standsFor}.`;
  return { code: 'signed-before-tick', message, remedy };
}

/** Ids of everybody who may give the next signature, in whose place ever. */
export function signersNow(chain: Chain, everybody: readonly Hands[]): string[] {
  return everybody.filter((hands) => signerAmong(chain, hands).why === null).map(({ person }) => person);
}

/** Ids of everybody who may tick one of these gates. */
export function tickersNow(chain: Ticking, gates: readonly Gate[], everybody: readonly Hands[]): string[] {
  const may = (hands: Hands) => gates.some((gate) => tickerAmong(chain, gate, hands) !== null);
  return everybody.filter(may).map(({ person }) => person);
}
