import { isoBeijing } from '../../calendar/beijing-time.ts';
import { channelOf, deliveryIn, type Evidence, type Problem, visible } from './evidence.ts';
import type { Begun, Replay } from './replay.ts';

/** How long before it is visible an effect may have begun: jobs that run and events of a late call, ms. */
const BEGUN_WITHIN_MS = 3 * 3_600_000;

/**
 * Nothing went out but texts whose very hash was approved when the call began, and each effect shows the text of its
 * call (I3, A-01); nothing went out before its time.
 */
export function approvedOnly(evidence: Evidence, { begun }: Replay): Problem[] {
  const problems: Problem[] = [];
  for (const call of begun) {
    const what = `${call.step} of ${titleOf(evidence, call.hash)} on ${call.channel} at ${isoBeijing(call.at)}`;
    if (call.approved !== call.hash) problems.push({ check: 'unapproved', about: `${what} began without an approval` });
    if (call.placedAt !== null && call.at < call.placedAt) {
      problems.push({ check: 'early', about: `${what} began before its time ${isoBeijing(call.placedAt)}` });
    }
  }
  for (const effect of visible(evidence)) {
    const { via = 'api' } = effect.detail;
    if (via !== 'api') continue;
    const channel = channelOf(evidence, effect.account);
    const calls = begun.filter(
      (call) => call.channel === channel && call.at <= effect.at && effect.at - call.at <= BEGUN_WITHIN_MS,
    );
    const marked = deliveryIn(effect.marker);
    const own = calls.filter((call) => marked === null || call.delivery === marked);
    if (own.some((call) => shows(evidence, call, effect.kind, effect.text))) continue;
    const about = `${channel} shows “${effect.text.slice(0, 40)}” since ${isoBeijing(effect.at)}, and no call began with this text`;
    problems.push({ check: 'unapproved', about });
  }
  return problems;
}

function shows({ texts }: Evidence, { hash }: Begun, kind: string, text: string): boolean {
  const approved = texts.get(hash);
  if (!approved) return false;
  return kind === 'robotMessage' ? approved.messages.includes(text) : approved.titles.includes(text);
}

function titleOf({ texts }: Evidence, hash: string): string {
  return `“${texts.get(hash)?.titles[0] ?? hash}”`;
}
