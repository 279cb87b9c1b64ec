/** `matrix` of config/govcast.yaml: repost tasks (转载任务) and the yearly review of accounts. */
import { z } from 'zod';

export const matrixSettings = z
  .strictObject({
    repost: z
      .strictObject({
        /** N-14: hours within which an account has to carry an important post; they run through nights and days off. */
        hours: z.int().min(1).max(720).default(24),
        source: z
          .string()
          .min(1)
          .default('N-14：“即时充分转载”见国办发〔2017〕47号；24 小时为考核中常见的说法，未见原文（unverified），可改'),
        /** Hours before the limit at which an account that has done nothing is reminded. */
        remindHours: z.int().min(0).max(168).default(4),
      })
      .prefault({}),
    /** N-04: from this day of each year (MM-DD) the accounts wait for their yearly review. */
    reviewFrom: z
      .string()
      .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day of the year as MM-DD')
      .default('12-01'),
  })
  .prefault({});

export type MatrixSettings = z.output<typeof matrixSettings>;
