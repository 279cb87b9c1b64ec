import type { Act, ChannelDescriptor } from './channel.ts';
import { type ChannelState, rightsOf } from './channel-state-store.ts';

/** Codes with which a platform says that the account has no right to an interface (48001), as rights keep them. */
const missing: Readonly<Record<string, string>> = { 'wechat-48001': '48001' };

/** The right as it is kept when this code answers a call, or null for a code that says nothing of rights. */
export function missingRight(code: string): string | null {
  return missing[code] ?? null;
}

/**
 * Why an act of an account is done by a person and never called: `by-hand` where the office prefers it, the code with
 * which the platform refused one of the rights that the act needs, or null when govcast does it itself (W-4).
 */
export function whyByHand(descriptor: ChannelDescriptor, state: ChannelState, act: Act): string | null {
  if (descriptor.byHand) return 'by-hand';
  const rights = rightsOf(state);
  for (const { right } of descriptor.acts[act] ?? []) {
    const refused = Object.entries(missing).find(([, kept]) => right !== undefined && rights[right] === kept);
    if (refused) return refused[0];
  }
  return null;
}
