import type { Listing } from '../structure/listings.ts';
import type { Quote } from '../structure/quote.ts';
import { type Block, longestText } from './infographic.ts';
import type { InfographicLabels } from './infographic-design.ts';

/** Longer quotes are read in the original, not on a picture. UTF-16 code units. */
const READABLE = 150;
const MOST = { lists: 5, rules: 6 };

/** Lists under the sentence that announces each; the last says when there are more. */
export function listingBlocks(
  listings: readonly Listing[],
  heading: string,
  sign: 'check' | 'number' | 'cross' | 'dot',
  labels: InfographicLabels,
  most = 2,
): Block[] {
  return listings.slice(0, most).flatMap((listing, i): Block[] => {
    const items = listing.items
      .filter((item) => item.text.length <= longestText)
      .slice(0, 20)
      .map(told);
    const lead = listing.lead && readable(listing.lead) ? { lead: listing.lead.text } : {};
    const all = i + 1 === most ? listings.slice(i).flatMap((l) => l.items) : listing.items;
    return items.length > 0 ? [{ kind: 'list', heading, sign, ...lead, items, ...rest(all, items, labels) }] : [];
  });
}

/** Lists of rules with their leads, then the rules that stand alone. */
export function ruleBlocks(
  lists: readonly Listing[],
  rules: readonly Quote[],
  heading: string,
  sign: 'cross' | 'dot',
  labels: InfographicLabels,
): Block[] {
  // Without its lead a list of rules would say the opposite of what it says.
  const good = lists.filter(({ lead }) => lead !== null && lead.text.length <= READABLE);
  const shown = good.slice(0, MOST.lists);
  const listed = new Set(shown.flatMap((l) => l.items.map((item) => item.start)));
  const loose = rules.filter((rule) => !listed.has(rule.start));
  const items = loose.filter(readable).slice(0, MOST.rules).map(told);
  const cut = { ...rest(loose, items, labels), ...rest(lists, shown, labels) };
  const blocks = listingBlocks(shown, heading, sign, labels, MOST.lists);
  const last = items.length > 0 ? { kind: 'list' as const, heading, sign, items } : blocks.pop();
  return last ? [...blocks, { ...last, ...cut }] : [];
}

/** The fixed words under a block that does not show all. */
export function rest(
  all: readonly unknown[],
  shown: readonly unknown[],
  { more }: InfographicLabels,
): { more?: string } {
  return shown.length < all.length ? { more } : {};
}

/** Short enough for a picture. */
export function readable({ text }: Quote): boolean {
  return text.length <= READABLE;
}

/** A quote as an item. */
export function told({ text, from }: Quote): { text: string; from: string } {
  return { text, from: from.length <= 80 ? from : '' };
}
