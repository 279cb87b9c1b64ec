/** config/govcast.yaml: every setting once, with its default and unit. An office writes only what it wants to change. */
import { z } from 'zod';
import { accessSettings } from './access-settings.ts';
import { deliverySettings } from './delivery-settings.ts';
import { matrixSettings } from './matrix-settings.ts';
import { modelSettings } from './model.ts';
import { policySettings } from './policy-settings.ts';
import { postSettings } from './post-settings.ts';
import { proposalSettings } from './proposal-settings.ts';
import { scheduleSettings } from './schedule-settings.ts';

export const settingsSchema = z.strictObject({
  server: z
    .strictObject({
      /** Address that HTTP listens on. Anything but loopback waits until somebody has a password (decisions 8). */
      host: z
        .string()
        .regex(/^[a-zA-Z0-9.:-]+$/, 'an address or a host name')
        .default('127.0.0.1'),
      /**
       * Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: 10.0.0.5, 10.0.0.0/8.
       * Behind none, the default, both are ignored.
       */
      trustProxy: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).default([]),
      /** TCP port; 0 takes a free one. */
      port: z.int().min(0).max(65_535).default(8780),
    })
    .prefault({}),
  ledger: z
    .strictObject({
      /** Hash of the chain. A change holds from the next line on; verify reads the algorithm from each line. */
      hash: z.enum(['sm3', 'sha256']).default('sm3'),
    })
    .prefault({}),
  log: z
    .strictObject({
      /** The least that is written. */
      level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
      /** Size at which the log file is closed and a new one begun, MiB. */
      maxFileMb: z.number().positive().max(1024).default(20),
      /** How many log files are kept; at 20 MiB each, 14 files are at most 280 MiB. */
      keepFiles: z.int().min(1).max(365).default(14),
    })
    .prefault({}),
  access: accessSettings,
  delivery: deliverySettings,
  matrix: matrixSettings,
  policy: policySettings,
  posts: postSettings,
  proposals: proposalSettings,
  schedule: scheduleSettings,
  office: z
    .strictObject({
      /** Name of the office that publishes: author of articles and line on covers. */
      name: z.string().min(1).default('示例市住房和城乡建设局'),
      /** I-10: 政策咨询电话, printed with interpretations; null prints none. */
      telephone: z.string().nullable().default(null),
      /** Look of its articles: the name of a file in content/themes. */
      theme: z.string().min(1).default('blue'),
    })
    .prefault({}),
  sandbox: z
    .strictObject({
      /** Port of the local stand-in of the platforms, used while a channel is a rehearsal account. */
      port: z.int().min(0).max(65_535).default(8790),
    })
    .prefault({}),
  /** A language model that may propose wording; null, the default, asks none. */
  model: modelSettings.nullable().default(null),
  linking: z
    .strictObject({
      /** Score from which an interpretation is joined to its policy without asking, 0 to 1. */
      madeFrom: z.number().min(0).max(1).default(0.8),
      /** Score from which a pair is offered to a person, 0 to 1; below it nothing is said. */
      offeredFrom: z.number().min(0).max(1).default(0.5),
    })
    .refine((l) => l.offeredFrom <= l.madeFrom, {
      error: 'offeredFrom not above madeFrom',
      params: { remedy: 'Lower linking.offeredFrom or raise linking.madeFrom.' },
    })
    .prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;

/** What holds when govcast.yaml says nothing. */
export const defaultSettings: Settings = settingsSchema.parse({});
