import { wecomCalls } from '../robots/wecom.ts';
import type { ApiCall } from './api-call.ts';
import { commentCalls } from './comments.ts';
import { draftCalls } from './drafts.ts';
import { massCalls } from './mass-sending.ts';
import { materialCalls } from './material.ts';
import { networkCalls } from './network.ts';
import { publishingCalls } from './publishing.ts';
import { quotaCalls } from './quotas.ts';
import { statisticsCalls } from './statistics.ts';
import { tokenCalls } from './tokens.ts';
import { uploadCalls } from './uploads.ts';

/** Every call that the sandbox answers, by path. A new one is an entry in the list of its resource. */
export const apiCalls: ApiCall[] = [
  ...tokenCalls,
  ...networkCalls,
  ...quotaCalls,
  ...uploadCalls,
  ...materialCalls,
  ...draftCalls,
  ...publishingCalls,
  ...massCalls,
  ...commentCalls,
  ...statisticsCalls,
  ...wecomCalls,
];
