import type { Family } from './family.ts';
import { generic } from './generic.ts';
import { jcms } from './jcms.ts';
import { trs } from './trs.ts';
import { ucap } from './ucap.ts';

/** All families; at the same number of signs the earlier one is taken. */
export const families: readonly Family[] = [jcms, ucap, trs, generic];

/** The family with the most signs in a page's source and address. */
export function familyOf(html: string, url: string | null): Family {
  const counts = families.map((family) => ({ family, signs: signsOf(family, html, url ?? '') }));
  const best = counts.reduce((a, b) => (b.signs > a.signs ? b : a));
  return best.signs > 0 ? best.family : generic;
}

function signsOf(family: Family, html: string, url: string): number {
  const inPage = family.signs.filter((sign) => sign.test(html)).length;
  return inPage + family.addresses.filter((sign) => sign.test(url)).length;
}
