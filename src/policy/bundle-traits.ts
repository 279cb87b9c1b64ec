import { FixContent } from '../errors.ts';

/** What people say of a policy, because it decides what is owed. */
export const bundleTraits = {
  /** I-11: wants a first interpreter. */
  major: '重大政策',
  /** E-01: wants a consultation while it is a draft. */
  'public-interest': '涉及重大公共利益',
  /** E-09: wants enterprises, trade bodies or chambers among those consulted. */
  business: '涉企政策',
} as const;
export type BundleTrait = keyof typeof bundleTraits;

/** @throws FixContent for a trait that is not on the list */
export function traitByCode(code: string): BundleTrait {
  if (isTrait(code)) return code;
  throw new FixContent({
    code: 'policy-trait',
    message: `"${code}" is no trait of a policy`,
    remedy: `Use one of ${Object.keys(bundleTraits).join(', ')}.`,
  });
}

function isTrait(code: string): code is BundleTrait {
  return Object.hasOwn(bundleTraits, code);
}
