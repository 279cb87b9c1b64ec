/** States of reading what an account has published before. */
import type { ChannelHistoryTable } from '../store/tables/history.ts';

export type HistoryState = ChannelHistoryTable['state'];

/** What follows what; a test compares docs/states.md with it. */
export const historyTransitions: Readonly<Record<HistoryState, readonly HistoryState[]>> = {
  waiting: ['reading', 'read', 'unreadable'],
  reading: ['read', 'waiting', 'unreadable'],
  read: ['reading', 'waiting', 'unreadable'],
  unreadable: ['waiting'],
};
