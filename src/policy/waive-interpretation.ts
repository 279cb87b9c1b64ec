import { beijingDay } from '../calendar/beijing-time.ts';
import { FixContent } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts, Waiver } from './bundle-facts.ts';
import { changeBundle } from './change-bundle.ts';

/**
 * Says that a policy needs no interpretation, with a reason code of `policy.noInterpretation` (I-18): its clock does not
 * run and nothing of an interpretation is owed. A null reason takes the word back; the clock counts from publication.
 * @throws FixContent without a reason code of the list
 */
export async function waiveInterpretation(
  desk: BundleDesk,
  actor: Actor,
  { bundle, reason, note }: { bundle: string; reason: string | null; note: string },
): Promise<BundleFacts> {
  if (reason !== null) knownReason(desk, reason);
  const roles = ['section-head', 'leader'] as const;
  const act = { bundle, act: 'bundle.waive', roles, what: 'say that no interpretation is needed' };
  return changeBundle(desk, actor, act, async (_tx, held, at) => {
    const before: Waiver | null = held.waiver === null ? null : JSON.parse(held.waiver);
    if ((before?.reason ?? null) === reason && (before?.note ?? '') === note) return null;
    const waiver: Waiver | null = reason === null ? null : { reason, note, by: actor.person, on: beijingDay(at) };
    return {
      set: { waiver: waiver === null ? null : JSON.stringify(waiver) },
      before: { waiver: before },
      after: { waiver },
    };
  });
}

function knownReason({ settings }: BundleDesk, reason: string): void {
  if (settings.noInterpretation.some(({ code }) => code === reason)) return;
  throw new FixContent({
    code: 'waiver-reason',
    message: reason === '' ? 'a reason code is wanted' : `"${reason}" is no reason for leaving the interpretation out`,
    remedy: `Use one of ${settings.noInterpretation.map(({ code, name }) => `${code} (${name})`).join(', ')}.`,
  });
}
