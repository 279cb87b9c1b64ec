import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { AxiosError, type AxiosResponse } from 'axios';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { ModelSettings } from '../../config/model.ts';
import { CallPerson, type GovcastError, RenewCredentials, TryLater } from '../../errors.ts';
import { addressGuard } from '../../portal/fetch/address-guard.ts';

export interface ModelMessage {
  role: 'system' | 'user';
  content: string;
}

/** Asks the model once and gives its text. */
export type AskModel = (messages: readonly ModelMessage[]) => Promise<string>;

/** No proposal is longer; what is, is no proposal. Bytes. */
const MAX_ANSWER = 256 * 1024;
const MAX_TOKENS = 2_000;
const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/**
 * One call of `POST …/chat/completions` (OpenAI-compatible): no retry, no redirect, no proxy, at most `timeoutMs`, an
 * answer of at most 256 KiB. A name that leads to a private address is refused unless that is allowed.
 * @param key is used for this call alone and stands in no error
 * @throws TryLater (late, unreachable, 429, 5xx), RenewCredentials (401, 403), CallPerson (anything else)
 */
export function modelAsker(settings: ModelSettings, key: string | null, clock: Clock): AskModel {
  const { url, name, timeoutMs, allowPrivate } = settings;
  const address = new URL(`${url.replace(/\/+$/, '')}/chat/completions`);
  const guard = addressGuard({ base: address.origin, hosts: [], allowPrivate });
  return async (messages) => {
    guard.check(address);
    const agents = {
      httpAgent: new HttpAgent({ lookup: guard.lookup }),
      httpsAgent: new HttpsAgent({ lookup: guard.lookup }),
    };
    let answer: AxiosResponse<string>;
    try {
      answer = await axios.request<string>({
        method: 'POST',
        url: address.href,
        data: Buffer.from(
          JSON.stringify({ model: name, messages, temperature: 0.2, max_tokens: MAX_TOKENS, stream: false }),
        ),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          ...(key ? { authorization: `Bearer ${key}` } : {}),
        },
        ...agents,
        maxRedirects: 0,
        proxy: false,
        responseType: 'text',
        transformResponse: (text) => text,
        validateStatus: () => true,
        maxContentLength: MAX_ANSWER,
        signal: clock.timeout(timeoutMs),
      });
    } catch (thrown) {
      throw failed(thrown, address, timeoutMs, key);
    }
    return contentOf(answer, address);
  };
}

function contentOf({ status, data }: AxiosResponse<string>, address: URL): string {
  const place = address.href;
  if (status === 401 || status === 403) {
    const remedy = 'Renew the key that model.key of govcast.yaml names.';
    throw new RenewCredentials({ code: 'model-key', message: `the model answered ${status}`, place, remedy });
  }
  if (status === 429 || status >= 500) throw later(`the model answered ${status}`, place);
  if (status !== 200) {
    const remedy = 'Check model.url and model.name of govcast.yaml against the documentation of the API.';
    throw new CallPerson({ code: 'model-refused', message: `the model answered ${status}`, place, remedy });
  }
  const read = completion.safeParse(jsonOf(data));
  const text = read.success ? read.data.choices[0]?.message.content.trim() : '';
  if (text) return text;
  throw garbled('the answer is not that of /chat/completions, or it is empty', place);
}

/** For an answer that cannot be used: the draft is made without the model. */
export function garbled(message: string, place: string): CallPerson {
  const remedy = 'Draft without --propose, or use a model that keeps to the format.';
  return new CallPerson({ code: 'model-answer', message, place, remedy });
}

function failed(thrown: unknown, address: URL, timeoutMs: number, key: string | null): GovcastError | Error {
  const place = address.href;
  if (axios.isCancel(thrown)) return later(`the model did not answer within ${timeoutMs} ms`, place);
  if (!(thrown instanceof Error)) return new Error(String(thrown));
  if (thrown instanceof AxiosError && /maxContentLength/.test(thrown.message)) {
    return garbled(`the answer is longer than ${MAX_ANSWER} bytes`, place);
  }
  // An error of axios carries the request with its key: only its words go on.
  const reason = key ? thrown.message.replaceAll(key, '***') : thrown.message;
  // The guard speaks when the name has been looked up.
  const refused = reason.includes('is not asked');
  if (!refused) return later(`the model cannot be reached: ${reason}`, place);
  const remedy = 'Set model.allowPrivate in govcast.yaml if the model stands in your own network.';
  return new CallPerson({ code: 'model-address', message: `the model is not asked: ${reason}`, place, remedy });
}

function later(message: string, place: string): TryLater {
  return new TryLater({
    code: 'model-unavailable',
    message,
    place,
    remedy: 'Try again later, or draft without --propose.',
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
