import { requireRole } from '../config/acting-person.ts';
import { FixContent } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { knownSection } from './assign-section.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { insertDecision } from './decision-store.ts';

/**
 * Puts a major decision on the list of a year (C-15).
 * @returns its id
 * @throws Refused for a missing role or an unknown section; FixContent without a title or a year
 */
export async function listDecision(
  desk: BundleDesk,
  actor: Actor,
  { title, year, section }: { title: string; year: number; section: string | null },
): Promise<string> {
  requireRole(desk.people, actor.person, ['section-head', 'leader'], 'list a major decision');
  if (section !== null) knownSection(desk, section);
  if (title.trim() === '' || !Number.isInteger(year) || year < 2000 || year > 2100) {
    const remedy = 'Give the title and the year, such as 2026.';
    throw new FixContent({ code: 'decision', message: 'a decision has a title and a year', remedy });
  }
  const { acting } = desk;
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const id = acting.newId();
    await insertDecision(tx, { id, title: title.trim(), year, section, createdAt: at });
    await acting.record(tx, {
      at,
      actor,
      act: 'decision.list',
      object: `decision:${id}`,
      after: { title, year, section },
    });
    return id;
  });
}
