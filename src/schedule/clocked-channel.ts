import type { BoundAccount } from '../config/cadence.ts';
import type { Pause } from './cadence/channel-history.ts';

/** What clocks need to know of an account; the accounts of channels.yaml have it. Days are YYYY-MM-DD. */
export interface ClockedChannel extends BoundAccount {
  openedOn?: string | undefined;
  addedOn?: string | undefined;
  closedOn?: string | undefined;
  pauses?: readonly Pause[] | undefined;
  /** It is older than govcast's care for it, and what it published before is neither read nor entered. */
  historyUnknown?: boolean | undefined;
}
