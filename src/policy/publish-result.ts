import { FixContent, Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { draftBundlesOf } from './bundle-store.ts';
import { changeBundle } from './change-bundle.ts';
import { lockConsultation, updateConsultation } from './consultation-store.ts';
import { noDay } from './give-interpretation.ts';
import { isDay } from './interpretation-plan.ts';

/** What became of the opinions (采纳情况) and where it stands. */
export interface ResultWish {
  bundle: string;
  consultation: string;
  /** The day on which it was published, YYYY-MM-DD. */
  on: string;
  url: string;
}

/**
 * Enters the published result of a consultation (E-02); from then on it holds nothing up. Of a draft's consultation it is
 * entered on the draft's bundle or on the text's.
 * @throws Refused for a consultation that is not the bundle's; FixContent without a day or an address
 */
export async function publishResult(desk: BundleDesk, actor: Actor, wish: ResultWish): Promise<BundleFacts> {
  const { bundle, consultation, on, url } = wish;
  if (!isDay(on)) throw noDay(on);
  if (!/^https?:\/\/\S+$/i.test(url)) {
    const remedy = 'Give the address of the page on which the result stands.';
    throw new FixContent({ code: 'result-address', message: `${url} is no address`, remedy });
  }
  const roles = ['editor', 'section-head', 'leader'] as const;
  const act = { bundle, act: 'consultation.result', roles, what: 'enter the result of a consultation' };
  return changeBundle(desk, actor, act, async (tx) => {
    const row = await lockConsultation(tx, consultation);
    const owners = [bundle, ...(await draftBundlesOf(tx, bundle)).map(({ id }) => id)];
    if (row === null || !owners.includes(row.bundle)) throw unknown(bundle, consultation);
    if (row.resultOn === on && row.resultUrl === url) return null;
    await updateConsultation(tx, consultation, { resultOn: on, resultUrl: url });
    const before = { resultOn: row.resultOn, resultUrl: row.resultUrl };
    return { set: {}, before, after: { consultation, resultOn: on, resultUrl: url } };
  });
}

function unknown(bundle: string, consultation: string): Refused {
  return new Refused({
    code: 'consultation-unknown',
    message: `bundle ${bundle} has no consultation ${consultation}`,
    place: `bundle:${bundle}`,
    remedy: 'Take the id from `govcast bundle show`.',
  });
}
