import { FixContent } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { changeBundle } from './change-bundle.ts';
import { type Consultee, wayByCode } from './consultation.ts';
import { insertConsultation } from './consultation-store.ts';
import { noDay } from './give-interpretation.ts';
import { isDay } from './interpretation-plan.ts';

/** A consultation with its days, or the reason why there is none (E-01). */
export interface ConsultationWish {
  bundle: string;
  /** Codes of E-08 or of `policy.moreWays`. */
  ways: string[];
  consultees: Consultee[];
  /** Both days inclusive, YYYY-MM-DD; null with a reason. */
  days: { opensOn: string; closesOn: string } | null;
  /** A code of `policy.noConsultation`; null with days. */
  noneReason: string | null;
}

/**
 * Enters a consultation on a policy.
 * @throws FixContent for an unknown way or reason, without days, or when it closes before it opens
 */
export async function openConsultation(desk: BundleDesk, actor: Actor, wish: ConsultationWish): Promise<BundleFacts> {
  const ways = wish.ways.map((code) => wayByCode(desk.settings, code));
  checked(desk, wish);
  const act = {
    bundle: wish.bundle,
    act: 'bundle.consult',
    roles: ['editor', 'section-head', 'leader'] as const,
    what: 'enter a consultation',
  };
  return changeBundle(desk, actor, act, async (tx, { id: bundle }, at) => {
    const id = desk.acting.newId();
    const { consultees, days, noneReason } = wish;
    const said = { opensOn: days?.opensOn ?? null, closesOn: days?.closesOn ?? null, noneReason };
    const result = { resultOpenedAt: null, resultOn: null, resultUrl: null };
    const lists = { ways: JSON.stringify(ways), consultees: JSON.stringify(consultees) };
    await insertConsultation(tx, { id, bundle, ...lists, ...said, ...result, createdAt: at });
    return { set: {}, after: { consultation: id, ways, consultees, ...said } };
  });
}

function checked({ settings }: BundleDesk, { days, noneReason, ways }: ConsultationWish): void {
  const reasons = settings.noConsultation.map(({ code, name }) => `${code} (${name})`).join(', ');
  if (days === null) {
    if (settings.noConsultation.some(({ code }) => code === noneReason)) return;
    const remedy = `Give the days on which it opens and closes, or one of the reasons ${reasons}.`;
    throw wrong('a consultation has days, or a reason why there is none', remedy);
  }
  if (noneReason !== null) throw wrong('there are days and a reason for none', 'Leave one of them out.');
  if (ways.length === 0)
    throw wrong('a consultation has at least one way', 'Say how people are asked: --way open-call.');
  for (const day of [days.opensOn, days.closesOn]) if (!isDay(day)) throw noDay(day);
  if (days.closesOn < days.opensOn) throw wrong('it closes before it opens', 'Put the days right.');
}

function wrong(message: string, remedy: string): FixContent {
  return new FixContent({ code: 'consultation', message, remedy });
}
