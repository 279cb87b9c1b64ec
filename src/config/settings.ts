/** config/govcast.yaml: every setting once, with its default and unit. An office writes only what it wants to change. */
import { z } from 'zod';
import { deliverySettings } from './delivery-settings.ts';

export const settingsSchema = z.strictObject({
  server: z
    .strictObject({
      /** Address that HTTP listens on. Anything but loopback waits for passwords and sessions (decisions 8). */
      host: z.enum(['127.0.0.1', '::1', 'localhost']).default('127.0.0.1'),
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
  delivery: deliverySettings,
  posts: z
    .strictObject({
      /** A digest is composed to this many 字 (code points); the platform refuses beyond 128 (S-14). */
      digestChars: z.int().min(20).max(128).default(120),
      /** When a bundle becomes a post by itself: never, with its first interpretation, or at once. */
      bundles: z.enum(['never', 'with-interpretation', 'always']).default('with-interpretation'),
      /** Sources whose pages become posts by themselves, with kind and job (M-01): `shili/gzdt: {kind: news, job: publish}`. */
      items: z
        .record(
          z.string(),
          z.strictObject({
            kind: z.enum(['policy', 'news', 'notice', 'repost', 'consultation', 'guide', 'other']),
            job: z.enum(['publish', 'interpret', 'respond', 'serve']),
          }),
        )
        .default({}),
      /** Person who stands as the drafter of posts that make themselves; nobody reviews a post of their own. */
      author: z.string().min(1).default('li-na'),
      /** how long such posts stay public, a day or 长期. */
      publicUntil: z.string().min(1).default('长期'),
    })
    .prefault({}),
  office: z
    .strictObject({
      /** Name of the office that publishes: author of articles and line on covers. */
      name: z.string().min(1).default('示例市住房和城乡建设局'),
      /** I-10: 政策咨询电话, printed with interpretations; null prints none. */
      telephone: z.string().nullable().default(null),
    })
    .prefault({}),
  sandbox: z
    .strictObject({
      /** Port of the local stand-in of the platforms, used while a channel is a rehearsal account. */
      port: z.int().min(0).max(65_535).default(8790),
    })
    .prefault({}),
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
