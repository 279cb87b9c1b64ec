/** What delivering needs from outside: all of it is an argument, so that a month can be run in seconds. */
import type { Channel, ChannelDescriptor } from '../channels/channel.ts';
import type { Quota } from '../channels/quota.ts';
import type { People } from '../config/people.ts';
import type { Actor } from '../ledger/append.ts';
import type { Logger } from '../log.ts';
import type { Composed } from '../posts/post.ts';
import type { Db, Tx } from '../store/database.ts';
import type { DeliveryTable } from '../store/tables/delivery.ts';
import type { Asking } from './ask-person.ts';
import type { DeliverySettings } from './rules.ts';
import type { Ticks } from './ticks.ts';

/** What a kind of subject (post, reply, forward, notice) gives to be delivered. */
export interface Subject {
  /** The hash that is approved now, with the subject's row locked FOR SHARE; null when none is. */
  approvedHash: (tx: Tx, id: string) => Promise<string | null>;
  /** The immutable content under a hash, never "the current text". */
  content: (db: Db, id: string, hash: string) => Promise<Composed>;
}

/** What an office has set for one account. */
export interface AccountRules {
  /** A delivery that could not begin within this time after it was due is put to a person, ms. */
  latenessMs: number;
  /** Least time between two late deliveries on the account, ms; 0 lets them go together. */
  gapMs: number;
  /** What stands for a person's answer when nothing can be known (K4). */
  onDoubt: 'ask' | 'assume-sent' | 'repeat';
  /** Whether a settled absence is believed (K2) or put to a person. */
  absence: 'trust' | 'ask';
  quotas: Partial<Record<DeliveryTable['act'], readonly Quota[]>>;
}

export interface DeliveryWork extends Asking {
  /** Who may answer questions. */
  people: People;
  channel: (id: string) => Channel;
  account: (channel: string) => AccountRules;
  subjects: Partial<Record<DeliveryTable['subjectKind'], Subject>>;
  asset: (sha256: string) => Promise<{ bytes: Buffer; mediaType: string }>;
  settings: DeliverySettings;
  /** What this worker remembers of its looks; a worker without it trusts its clock. */
  ticks?: Ticks;
  /** Name of this worker, for the row and the log. */
  worker: string;
  /** Numbers in [0, 1) for spreading. */
  random: () => number;
  log: Logger;
}

/** Releases happen in the name of the system, citing the approval; a person who lost a right does not stop them. */
export function systemActor(worker: string): Actor {
  return { person: 'govcast', via: 'worker', systemUser: worker };
}

export function stepPlans(descriptor: ChannelDescriptor, act: DeliveryTable['act']) {
  return descriptor.acts[act] ?? [];
}
