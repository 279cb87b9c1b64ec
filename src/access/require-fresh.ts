import { Refused } from '../errors.ts';

/** Who signs: a person with the moment he last showed password or code, or a token that he made himself, which is shown with every call. */
export interface Confirming {
  via: string;
  ownToken?: boolean | undefined;
  session?: { confirmedAt: number } | undefined;
}

/**
 * Signing asks again for password or code when they were last shown longer ago than the setting `access.confirmMinutes`
 * says. A page that is refused so asks, posts to `/session/confirm`, and signs again.
 * @throws Refused `confirm-needed`
 */
export function requireFresh(caller: Confirming, now: number, minutes: number): void {
  if (caller.via === 'api' && caller.ownToken === true) return;
  if (caller.session && now - caller.session.confirmedAt < minutes * 60_000) return;
  throw new Refused({
    code: 'confirm-needed',
    message: 'password or code have to be shown again before this',
    remedy: 'Post the password or a code to /session/confirm, then do it again.',
  });
}
