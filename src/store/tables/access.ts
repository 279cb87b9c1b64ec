/** Rows of access: who may come in, and who did. Instants `…At` are ms UTC. Nothing here is a password, a cookie or a token. */

/** The password of a person, and what goes with it. */
export interface CredentialTable {
  person: string;
  /** argon2id, with its parameters and salt; empty for somebody who comes in by the office's identity provider alone. */
  passwordHash: string;
  /** JSON array of the hashes before it, the newest first. */
  earlierHashes: string;
  setAt: number;
  /** The person himself, an administrator, `setup`, or `oidc` while there is none. */
  setBy: string;
  /** 1 while somebody else has set it: nothing else can be done until it is changed. */
  mustChange: number;
  /** Secret of the second factor, encrypted with the installation's key; null without one. */
  totpSecret: string | null;
  /** When the second factor was confirmed; null while it is only offered. */
  totpSince: number | null;
  /** Time step of the last code that was taken: no code opens twice. */
  totpStep: number | null;
  /** JSON array of the hashes of recovery codes that are left. */
  recoveryHashes: string | null;
  lastLoginAt: number | null;
  lastLoginFrom: string | null;
  /** Set while the account is closed. */
  endedAt: number | null;
}

export interface SessionTable {
  /** SHA-256 of the cookie. */
  id: string;
  person: string;
  method: 'password' | 'oidc' | 'machine';
  begunAt: number;
  /** The last time that the person did something, to the minute. */
  seenAt: number;
  /** When the person last showed the password or a code, or himself to the office's identity provider; 0 where it does not say. */
  confirmedAt: number;
  address: string;
  agent: string;
  /** The login before this one, shown after entry. */
  previousAt: number | null;
  previousFrom: string | null;
  endedAt: number | null;
  /** `left`, `idle`, `absolute`, `ended`, `password`, `closed`, `roles`, `tries`. */
  endReason: string | null;
}

/** Wrong tries under one name, known or not, at one door; the name itself is not kept. */
export interface LoginGuardTable {
  /** SHA-256 of the name. */
  key: string;
  failures: number;
  /** How often it was locked in a row; each lock lasts longer. */
  locks: number;
  failedAt: number;
  lockedUntil: number | null;
}

/** One try to come in. */
export interface LoginTable {
  id: string;
  at: number;
  /** Null when there is no such person: what was typed is not kept. */
  person: string | null;
  address: string;
  agent: string;
  /** `refused`: the office's identity provider named nobody who may come in, or its answer did not hold. */
  outcome: 'in' | 'wrong' | 'locked' | 'code' | 'closed' | 'refused';
}

export interface ApiTokenTable {
  id: string;
  /** SHA-256 of the token. */
  hash: string;
  name: string;
  /** In whose name and with whose roles it acts. */
  person: string;
  /** JSON array: `posts:read`. */
  scopes: string;
  madeBy: string;
  madeAt: number;
  expiresAt: number;
  lastUsedAt: number | null;
  lastUsedFrom: string | null;
  endedAt: number | null;
  endedBy: string | null;
}

/** A step of the first run that is done. */
export interface SetupStepTable {
  step: string;
  doneAt: number;
  doneBy: string;
}

/** A sign-in at the office's own identity provider that has begun. */
export interface OidcLoginTable {
  /** SHA-256 of the state. */
  state: string;
  verifier: string;
  nonce: string;
  backTo: string;
  begunAt: number;
  /** From where it was begun; those that nobody finishes are counted. */
  address: string;
  /** The session whose person shows again who he is; null for a sign-in. */
  session: string | null;
  /** When the provider's answer was taken: it is taken once. */
  usedAt: number | null;
  /** Whom the answer named, while the code of his second factor is waited for. */
  person: string | null;
}
