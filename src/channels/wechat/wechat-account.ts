import type { Db } from '../../store/database.ts';
import type { Outcome, PreparedCall, Sighting, StepInput } from '../channel.ts';
import type { QuotaPeriod } from '../quota.ts';
import type { WechatApi } from './wechat-api.ts';

/** An Official Account as its steps need it. */
export interface WechatAccount extends WechatApi {
  db: Db;
  openComments: 'no' | 'everyone' | 'followers';
  sendIgnoreReprint: boolean;
  /** C-11: tag id by audience; empty: every mass send goes to all followers. */
  audienceTags: Readonly<Record<string, number>>;
  /** Period after which mass sends are free again: a day, or a month for service accounts. */
  massSendPeriod: QuotaPeriod;
  /** Remembers the token of a step that the platform refused, for `dropCredential`. */
  noteRefused: (token: string) => void;
}

/** One step of an act on WeChat: a file each. */
export interface WechatStep {
  prepare: (account: WechatAccount, input: StepInput) => Promise<PreparedCall>;
  look?: (account: WechatAccount, input: StepInput) => Promise<Sighting>;
  poll?: (account: WechatAccount, externalId: string) => Promise<Outcome>;
}
