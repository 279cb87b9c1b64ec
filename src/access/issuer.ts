/** The identity provider of the office, as access knows it. What talks to it is passed in. */

/** What a sign-in there is bound to; every part is used once. */
export interface OidcProof {
  state: string;
  nonce: string;
  /** Of PKCE (RFC 7636). */
  verifier: string;
}

/** What the issuer has said of somebody, its signature and bounds checked. */
export interface IssuerAnswer {
  /** Value of the claim that names the person. */
  name: string;
  /** When he last showed the issuer who he is, ms UTC; null where the issuer does not say. */
  authenticatedAt: number | null;
}

export interface Issuer {
  /**
   * Where the browser goes to sign in.
   * @param again whether he has to show who he is although the issuer knows him
   * @throws TryLater while the issuer is silent, CallPerson when what it says of itself cannot be used
   */
  authorizeAt: (proof: OidcProof, again: boolean) => Promise<string>;
  /**
   * Takes the answer that the browser brought back, and exchanges its code.
   * @param query of the address it came back to
   * @throws Refused for an answer that does not hold, TryLater, RenewCredentials for a wrong client secret
   */
  identify: (query: string, proof: OidcProof) => Promise<IssuerAnswer>;
  /** Where the browser goes to sign out there; null where the issuer has no such address, or is silent. */
  signOutAt: () => Promise<string | null>;
}
