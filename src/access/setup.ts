/** The first run: five steps, each of which can be left and taken up again. */
import type { Role } from '../config/people.ts';
import type { Db } from '../store/database.ts';

export const setupSteps = ['admin', 'holidays', 'sources', 'accounts', 'signers'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** Whom the last step names: those who sign, and the two administrators beside the first (三员分立). */
export const signerRoles = [
  'editor',
  'section-head',
  'leader',
  'secrecy',
  'security-admin',
  'auditor',
] as const satisfies readonly Role[];

/** The steps that are done. */
export async function doneSteps(db: Db): Promise<SetupStep[]> {
  const rows = await db.selectFrom('setupStep').select('step').execute();
  const done = new Set(rows.map((row) => row.step));
  return setupSteps.filter((step) => done.has(step));
}

/** How far a first run that was begun has come; null when it is done, or the office was set up by its files. */
export async function unfinishedSetup(db: Db): Promise<{ done: number; of: number } | null> {
  const done = (await doneSteps(db)).length;
  return done === 0 || done === setupSteps.length ? null : { done, of: setupSteps.length };
}
