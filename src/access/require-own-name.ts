import { Refused } from '../errors.ts';
import type { Confirming } from './require-fresh.ts';

/**
 * What a person answers for with his name (a gate, an opening, an exception, a citizen's data) is done by himself or by a
 * token that he made, never by one that somebody else made in his name.
 * @throws Refused `own-token-needed`
 */
export function requireOwnName({ via, ownToken }: Pick<Confirming, 'via' | 'ownToken'>): void {
  if (via !== 'api' || ownToken === true) return;
  throw new Refused({
    code: 'own-token-needed',
    message: 'the token was made by somebody else than the person in whose name it acts',
    remedy: 'Do it in the console, or with a token that the person made himself.',
  });
}
