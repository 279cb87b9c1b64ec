import type { AccessDesk, Visit } from './access-desk.ts';
import { hasCredential } from './credential-store.ts';
import type { Issuer } from './issuer.ts';
import { addOidcLogin, openOidcLogins } from './oidc-login-store.ts';
import { oidcBeforeSetup } from './oidc-refusals.ts';
import { tooManyTries } from './refusals.ts';
import { newSecret, secretHash } from './secret-hash.ts';

/** A sign-in that is begun is over after this long, ms. */
export const OIDC_MS = 10 * 60_000;

export interface BegunOidc {
  /** Where the browser goes now. */
  address: string;
  /** For a cookie: only the browser that began can finish. */
  state: string;
}

/**
 * Begins a sign-in at the office's identity provider: state, nonce and the verifier of PKCE are kept here until its
 * answer comes, and each is good for one.
 * @param wish `back`, where the person wants to go afterwards; `session`, the one whose person shows again who he is
 * @throws Refused before the first run, TryLater for a silent issuer or too many that nobody finished
 */
export async function beginOidc(
  desk: AccessDesk,
  issuer: Issuer,
  { back, session }: { back: string; session: string | null },
  { address }: Visit,
): Promise<BegunOidc> {
  const { acting, settings } = desk;
  if (!(await hasCredential(acting.db))) throw oidcBeforeSetup();
  const now = acting.clock.now();
  // Strangers are bounded; who sits in a session and only shows again who he is, is not kept from signing by them.
  const open = session === null ? await openOidcLogins(acting.db, address, now - OIDC_MS) : 0;
  if (open >= settings.lock.triesPerAddress) throw tooManyTries();
  const proof = { state: newSecret(), nonce: newSecret(), verifier: newSecret() };
  const to = await issuer.authorizeAt(proof, session !== null);
  const { nonce, verifier } = proof;
  const kept = { state: secretHash(proof.state), nonce, verifier, backTo: ownPage(back) };
  await addOidcLogin(acting.db, { ...kept, begunAt: now, address, session, usedAt: null, person: null });
  return { address: to, state: proof.state };
}

/** A page of this console, never another site. */
function ownPage(back: string): string {
  return back.startsWith('/') && !/^\/[/\\]/.test(back) ? back : '/';
}
