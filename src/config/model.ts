/** `model` of config/govcast.yaml: a language model that may propose wording. Absent, as by default, nothing is asked. */
import { z } from 'zod';
import { secretSchema } from './environment.ts';

export const modelSettings = z
  .strictObject({
    /** Address of an OpenAI-compatible API, up to and without `/chat/completions`: `https://model.example.gov.cn/v1`. */
    url: z.url({ protocol: /^https?$/, error: 'an address that begins with https://' }).max(500),
    /** Where the key stands; null for a model of the office's own that asks for none. */
    key: secretSchema.nullable().default(null),
    /** Name of the model, as the API knows it and as reviewers read it. */
    name: z.string().trim().min(1).max(80),
    /** Longest time of one call, ms. There is no second try. */
    timeoutMs: z.int().min(1_000).max(300_000).default(60_000),
    /** Allows http and addresses that are not public: a model in the office's own network. */
    allowPrivate: z.boolean().default(false),
  })
  .refine((m) => m.allowPrivate || m.url.startsWith('https://'), {
    path: ['url'],
    error: 'an address that begins with https://',
    params: { remedy: 'Use https, or set model.allowPrivate for a model in your own network.' },
  })
  .refine((m) => !/^https?:\/\/[^/]*@|[?#]/.test(m.url), {
    path: ['url'],
    error: 'an address without credentials, query and fragment',
    params: { remedy: 'Put the key into an environment variable and name it: key: {env: MODEL_KEY}.' },
  });

export type ModelSettings = z.output<typeof modelSettings>;
