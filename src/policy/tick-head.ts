import { FixContent, Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { givenOf, interpretationsOf } from './bundle-store.ts';
import { changeBundle } from './change-bundle.ts';
import { checklistOf } from './checklist.ts';

/**
 * Says that an interpretation covers a head of the checklist although no word of it was found (I-08): in a picture, a
 * film, or in other words. Ticking again changes nothing.
 * @throws FixContent for a head outside the checklist; Refused for an interpretation that is not the bundle's
 */
export async function tickHead(
  desk: BundleDesk,
  actor: Actor,
  { bundle, interpretation, head }: { bundle: string; interpretation: string; head: string },
): Promise<BundleFacts> {
  const { heads } = checklistOf(desk.settings);
  if (!heads.some(({ code }) => code === head)) {
    const known = heads.map(({ code, name }) => `${code} (${name})`).join(', ');
    throw new FixContent({
      code: 'head',
      message: `"${head}" is no head of the checklist`,
      remedy: `Use one of ${known}.`,
    });
  }
  const roles = ['editor', 'section-head', 'leader'] as const;
  const act = { bundle, act: 'bundle.tick-head', roles, what: 'tick a head of the checklist' };
  return changeBundle(desk, actor, act, async (tx, { policy }, at) => {
    const joined = (await interpretationsOf(tx, policy)).map((row) => row.interpretation);
    const given = (await givenOf(tx, bundle)).map((row) => row.id);
    if (![...joined, ...given].includes(interpretation)) throw notOf(bundle, interpretation);
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('headTick')
      .values({ interpretation, head, person: actor.person, at })
      .onConflict((c) => c.columns(['interpretation', 'head']).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 0n ? null : { set: {}, after: { interpretation, head } };
  });
}

function notOf(bundle: string, interpretation: string): Refused {
  return new Refused({
    code: 'bundle-interpretation',
    message: `${interpretation} is no interpretation of this bundle`,
    place: `bundle:${bundle}`,
    remedy: 'Take the id from `govcast bundle show`.',
  });
}
