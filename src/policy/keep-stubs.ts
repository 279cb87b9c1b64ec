import type { Acting } from '../ledger/acting.ts';
import type { Actor, LedgerLine } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import type { PolicyStubTable } from '../store/tables/policy.ts';
import { coreOf, fullKeyOf } from './core-title.ts';
import type { LinkFacts } from './link-facts.ts';
import { withoutPlaces } from './place-names.ts';
import type { LinkThresholds } from './score-pair.ts';
import type { PairChange } from './settle-pairs.ts';
import { absentPolicies, stubFacts } from './stub.ts';
import { closeStub, insertStub, movePairs, removeStubIfIdle, stubsLike } from './stub-store.ts';
import { figuresConflict } from './title-likeness.ts';
import { readMarks } from './title-marks.ts';

/** What the ledger is told of stubs, after all other rows. */
export type StubLine = Omit<LedgerLine, 'at' | 'actor'>;

/** Makes stubs of the policies of a higher level that an interpretation explains and none of the `known` is. */
export async function makeStubs(
  tx: Tx,
  { newId }: Pick<Acting, 'newId'>,
  interpretation: LinkFacts,
  known: LinkFacts[],
  thresholds: LinkThresholds,
  at: number,
): Promise<StubLine[]> {
  const lines: StubLine[] = [];
  for (const stub of absentPolicies(interpretation, known, thresholds)) {
    const id = newId();
    const marks = readMarks(stub.title, stub.issuer);
    const core = coreOf(stub.title);
    const facts = stubFacts(id, stub, {
      core,
      bare: withoutPlaces(core, marks.places),
      full: fullKeyOf(stub.title),
      marks,
    });
    const row = { ...stub, id, facts: JSON.stringify(facts), madeAt: at, became: null, becameAt: null };
    if (!(await insertStub(tx, row, facts))) continue;
    const { title, documentNumber } = stub;
    lines.push({
      act: 'stub.make',
      object: `policy-stub:${id}`,
      after: { title, documentNumber, from: interpretation.id },
    });
  }
  return lines;
}

/** The stubs that an item turns out to be: their pairs move over to it. */
export async function becomePolicy(tx: Tx, facts: LinkFacts, at: number): Promise<StubLine[]> {
  if (facts.role !== 'policy') return [];
  const lines: StubLine[] = [];
  for (const stub of (await stubsLike(tx, facts)).filter((one) => isThis(one, facts))) {
    const interpretations = await movePairs(tx, stub.id, facts.id);
    await closeStub(tx, stub.id, facts.id, at);
    lines.push({ act: 'stub.become', object: `policy-stub:${stub.id}`, after: { item: facts.id, interpretations } });
  }
  return lines;
}

/** Removes the stubs that lost their last interpretation by these changes. */
export async function dropIdleStubs(tx: Tx, changes: PairChange[]): Promise<StubLine[]> {
  const lines: StubLine[] = [];
  for (const { policy } of changes.filter(({ after }) => after === null)) {
    if (await removeStubIfIdle(tx, policy)) lines.push({ act: 'stub.drop', object: `policy-stub:${policy}` });
  }
  return lines;
}

/** One ledger line each. */
export async function recordStubs(tx: Tx, acting: Acting, actor: Actor, lines: StubLine[], at: number): Promise<void> {
  for (const line of lines) await acting.record(tx, { ...line, at, actor });
}

/** The same number, or the same name at the same level; never a draft, a forwarding or another number. */
function isThis(stub: PolicyStubTable, facts: LinkFacts): boolean {
  if (stub.documentNumber !== null && facts.number !== null) return stub.documentNumber === facts.number;
  const { marks } = facts;
  if (marks.draft || marks.forwarded || marks.actsOn !== null || stub.nameKey !== facts.core) return false;
  if (stub.level !== null && marks.level !== null && stub.level !== marks.level) return false;
  return !figuresConflict(readMarks(stub.title, stub.issuer).figures, marks.figures);
}
