/**
 * The contract between a delivery and a platform. One folder or file an adapter; platform facts stay there.
 * A delivery is carried out in steps. The delivery, not the adapter, decides when a step is begun, repeated, looked up
 * or put in front of a person; the adapter says what each step is like and what the platform answered.
 */

import type { Composed, Limits } from '../posts/post.ts';
import type { AttemptState, EffectKind } from '../store/tables/delivery.ts';

export type Act = 'draft' | 'publish' | 'massSend' | 'message';
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Facts of a kind of account, as data. An ability absent here is absent from the object. */
export interface ChannelDescriptor {
  kind: string;
  /** Chinese name of the kind, for staff. */
  label: string;
  /** The steps each act takes, in order; the last one is the one that counts. */
  acts: Partial<Record<Act, StepPlan[]>>;
  limits: Limits;
  /** Shortest time between two calls that the platform likes, ms. */
  paceMs: number;
  /** Whether what is published has a link that can be opened; otherwise a name and a note stand for it. */
  hasLinks: boolean;
  /** Hosts on which the platform shows what was published; a link elsewhere proves nothing. */
  linkHosts?: readonly string[];
  /** Set where the platform lists what an account has published before; elsewhere a person enters it. */
  history?: true;
  /** Set where the office publishes by hand: nothing is ever called, an approved post becomes a hand-off. */
  byHand?: true;
  /** Default quotas by act; the period is a Beijing day, calendar month or minute. Accounts may set their own. */
  quotas: Partial<Record<Act, { period: 'day' | 'month' | 'minute'; limit: number }[]>>;
}

export interface StepPlan {
  name: string;
  effect: EffectKind;
  /** Whether the public or a person outside sees the effect; only visible steps count for `sure`. */
  visible: boolean;
  /** Right of the account that the step needs, by the name under which it is probed and kept. */
  right?: string;
}

/** What a step is given. Content is loaded by hash from an immutable revision, never the current text. */
export interface StepInput {
  step: string;
  deliveryId: string;
  act: Act;
  content: Composed;
  /** Bytes of a picture of the content by its SHA-256. */
  asset: (sha256: string) => Promise<{ bytes: Buffer; mediaType: string }>;
  /** Answers of the steps before this one, by name. */
  earlier: Record<string, Json>;
  /** Idempotency key of this attempt for K1 and K5, else null. */
  key: string | null;
  /** When this attempt was first begun, ms UTC; now when it is not begun yet. */
  begunAt: number;
}

/** A request made ready without any effect. Its hash goes into the begun row; `send` is the one outside call. */
export interface PreparedCall {
  /** SHA-256 of what will be sent, without credentials. */
  requestHash: string;
  /**
   * The call itself: exactly one, no redirect, no automatic retry. `check` runs synchronously and directly before the
   * bytes leave; when it throws, nothing was sent: answer `no` with class N.
   */
  send: (check: () => void, signal: AbortSignal) => Promise<Answer>;
}

/**
 * What came of a call. Anything unclear is `lost`, never `no`. With `more` the call did its part, but its step (K0)
 * takes further calls, each begun by itself.
 */
export type Answer =
  | { is: 'done'; externalId: string | null; data: Json; published?: PublishedArticle[]; more?: true }
  | { is: 'accepted'; externalId: string | null; data: Json; waitsForPerson?: boolean }
  | { is: 'no'; code: string; retry: RetryClass; retryAfterMs?: number; detail: string; rid?: string }
  | { is: 'gone'; code: string; detail: string }
  | { is: 'keySeen'; code: string; detail: string }
  | { is: 'lost'; detail: string };

/** R soon, T token, B back off, Q quota, S stop (channel-apis 2.2). N: no byte of the request left this machine. */
export type RetryClass = 'N' | 'R' | 'T' | 'B' | 'Q' | 'S';

export interface PublishedArticle {
  externalId: string;
  /** Number in the message, from 1. */
  position: number;
  title: string;
  url: string | null;
}

/** What became of a job that was accepted. `running` is no outcome yet. */
export type Outcome =
  | { is: 'published'; externalId: string; published: PublishedArticle[] }
  | { is: 'failed'; code: string; detail: string }
  | { is: 'running' }
  | { is: 'removed'; by: 'us' | 'platform'; detail: string }
  | { is: 'unknown'; detail: string };

/** What a look at the platform showed of an attempt without an answer. */
export type Sighting =
  | { is: 'found'; answer: Extract<Answer, { is: 'done' | 'accepted' }> }
  | { is: 'absent' }
  | { is: 'unclear'; detail: string };

/** Nothing is known: the account's calls of the day for asking are used up. From `freeAt` (ms UTC) it may ask again. */
export interface UsedUp {
  is: 'usedUp';
  freeAt: number;
  detail: string;
}

/** An article that an account has published at some time, by whomever. */
export interface PastArticle {
  act: 'publish' | 'massSend';
  externalId: string;
  /** Number in the message, from 1. */
  position: number;
  title: string;
  url: string | null;
  /** Public time as the platform tells it, ms UTC; 00:00 of the day where it tells only that. */
  publicAt: number;
  /** The platform lists it as deleted. */
  gone: boolean;
}

/** A part of an account's history, newest first. */
export interface HistoryPage {
  articles: PastArticle[];
  /** Where reading goes on, in the adapter's own words; null when all was read. */
  next: string | null;
}

/** Something the platform reported by itself. `externalId` names the job; events are matched by it, never by content. */
export interface ChannelEvent {
  kind: string;
  externalId: string;
  outcome: Outcome;
}

/** One account that can be posted to. */
export interface Channel {
  id: string;
  descriptor: ChannelDescriptor;
  /**
   * Makes the call of a step ready: renders, refreshes the token, reads the draft back and compares it. No outside
   * effect that anybody would miss.
   * @throws TryLater, RenewCredentials, FixContent or CallPerson: nothing was begun
   */
  prepare: (input: StepInput) => Promise<PreparedCall>;
  /** Looks for the effect of an attempt without an answer (K2 reliable, K3 partial); absent for K1, K4. */
  look?: (input: StepInput) => Promise<Sighting | UsedUp>;
  /** Asks for the outcome of an accepted job; absent when the platform tells nothing. A query costs quota: ask sparsely. */
  poll?: (step: string, externalId: string) => Promise<Outcome | UsedUp>;
  /**
   * Reads a part of what the account has published, from where `next` of the part before says, nothing older than `since`
   * (ms UTC). It takes of the calls that deliveries need too and leaves them most; absent when the platform lists nothing.
   * @throws TryLater, RenewCredentials or CallPerson
   */
  history?: (from: string | null, since: number | null) => Promise<HistoryPage | UsedUp>;
  /** Forgets a credential that the platform refused, if it is still the current one. */
  dropCredential?: () => Promise<void>;
}

/** States of an attempt that say something may still have happened. */
export const undecided: ReadonlySet<AttemptState> = new Set(['open', 'answered', 'gone', 'denied']);
