/** `access` of config/govcast.yaml: passwords, sessions, tokens, and sign-in at the office's own identity provider. */
import { z } from 'zod';
import { oidcSettings } from './oidc-settings.ts';

export const accessSettings = z
  .strictObject({
    /** A session ends after this long without an act, minutes. */
    idleMinutes: z.int().min(5).max(240).default(30),
    /** A session ends after this long whatever is done, hours. */
    sessionHours: z.int().min(1).max(24).default(12),
    /** Signing asks again for password or code when they were shown longer ago, minutes. */
    confirmMinutes: z.int().min(1).max(60).default(15),
    password: z
      .strictObject({
        /** Least number of characters. */
        minLength: z.int().min(8).max(64).default(10),
        /** Out of capitals, small letters, figures and signs, how many sorts. */
        sorts: z.int().min(2).max(4).default(3),
        /** How many passwords, with the present one, cannot be taken again. */
        history: z.int().min(1).max(24).default(5),
        /** Days after which another is asked for; 0 never. */
        maxAgeDays: z.int().min(0).max(365).default(90),
      })
      .prefault({}),
    lock: z
      .strictObject({
        /** Wrong tries under one name before it is locked. */
        tries: z.int().min(3).max(10).default(5),
        /** Length of the first lock, minutes; each one in a row lasts twice as long, up to 16 times this. */
        minutes: z.int().min(1).max(240).default(10),
        /** Wrong tries from one address in ten minutes before it has to wait. */
        triesPerAddress: z.int().min(5).max(10_000).default(50),
      })
      .prefault({}),
    /** The longest life of an API token, days. */
    tokenDays: z.int().min(1).max(730).default(365),
    /** The identity provider of the office; null, the default, asks none. */
    oidc: oidcSettings.nullable().default(null),
  })
  .prefault({});

export type AccessSettings = z.infer<typeof accessSettings>;
