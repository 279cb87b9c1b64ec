import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { changeBundle } from './change-bundle.ts';
import type { FirstInterpreter } from './interpreter.ts';

/** Names the first interpreter and responsible person of a policy (I-11): name and post stand in the ledger. */
export async function nameInterpreter(
  desk: BundleDesk,
  actor: Actor,
  { bundle, interpreter }: { bundle: string; interpreter: FirstInterpreter },
): Promise<BundleFacts> {
  const roles = ['editor', 'section-head', 'leader'] as const;
  const act = { bundle, act: 'bundle.interpreter', roles, what: 'name a first interpreter' };
  return changeBundle(desk, actor, act, async (_tx, held) => {
    const written = JSON.stringify(interpreter);
    if (held.interpreter === written) return null;
    const before = { interpreter: held.interpreter === null ? null : JSON.parse(held.interpreter) };
    return { set: { interpreter: written }, before, after: { interpreter } };
  });
}
