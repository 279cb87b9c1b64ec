import { accountUpdates } from './account-updates.ts';
import { interpretationTimes } from './interpretation-times.ts';
import type { Report } from './report.ts';
import { repostCompletion } from './repost-completion.ts';
import { requestHandling } from './request-handling.ts';

/** Every report, in the order of the console's list. */
export const reports: readonly Report[] = [accountUpdates, interpretationTimes, repostCompletion, requestHandling];
