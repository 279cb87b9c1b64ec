/** What telling people needs from outside: all of it is an argument. */
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Logger } from '../log.ts';
import type { Db, Tx } from '../store/database.ts';
import type { ConcernSource } from './concern.ts';
import type { NoticeWording } from './notice-wording.ts';
import type { TellRules } from './notices-due.ts';

/** How a robot's message gets on its way: a delivery in the same transaction, carried on by the delivery machine. */
export interface RobotWay {
  /** Ways (`robot:CHANNEL`) whose last notice is not through. */
  stuck: (db: Db) => Promise<ReadonlySet<string>>;
  deliver: (tx: Tx, message: { notice: string; channel: string; hash: string; at: number }) => Promise<void>;
}

export interface TellWork extends Acting {
  sources: Readonly<Record<string, ConcernSource>>;
  rules: TellRules;
  wording: NoticeWording;
  robots: RobotWay;
  log: Logger;
}

/** Notices go out in the name of the system. */
export const noticeActor: Actor = { person: 'govcast', via: 'worker' };
