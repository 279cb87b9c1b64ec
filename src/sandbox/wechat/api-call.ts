import { z } from 'zod';
import type { Account } from '../account-store.ts';
import type { FormPart } from '../multipart.ts';
import type { Platform } from '../platform.ts';

/** A call as it arrived, in a form that can be written down and carried out later (fault `delay-effect`). */
export interface ApiRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  contentType: string;
  /** `http://host:port` as the client reached the sandbox; links that are answered begin with it. */
  baseUrl: string;
  /** Address of the client, IPv4 where it is one. */
  ip: string;
  body: Buffer;
}

export interface ApiContext {
  platform: Platform;
  /** ms UTC. */
  now: number;
  request: ApiRequest;
  /** The JSON body, checked. @throws PlatformRefusal 44002, 47001 */
  read<T>(schema: z.ZodType<T>): T;
  /** The one file of a multipart body, field `media`, with the other fields. @throws PlatformRefusal 41005, 44001 */
  readFile(): { file: FormPart; fields: Record<string, string> };
}

/** Bytes instead of JSON. */
export class Download {
  readonly bytes: Buffer;
  readonly mediaType: string;
  constructor(bytes: Buffer, mediaType: string) {
    this.bytes = bytes;
    this.mediaType = mediaType;
  }
}

export type Answer = Record<string, unknown> | Download;

/** Which accounts may make a call (channel-apis 3.1): any, a verified one, a verified 服务号. */
export type Right = 'any' | 'verified' | 'service';

/** A call made with an access_token, and so for an account. */
export interface AccountCall extends ApiContext {
  account: Account;
}

/** One call of a vendor's API. `open` calls need no access_token: those for tokens, and the robots. */
export type ApiCall =
  | { path: string; method: 'GET' | 'POST'; right: 'open'; run: (call: ApiContext) => Answer }
  | { path: string; method: 'GET' | 'POST'; right: Right; run: (call: AccountCall) => Answer };

/** An id as JSON number or text; kept as text. */
export const id = z.union([z.string(), z.number(), z.bigint()]).transform(String);

export const ok = { errcode: 0, errmsg: 'ok' };
