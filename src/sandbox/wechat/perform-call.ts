import type { z } from 'zod';
import { type FormPart, readMultipart } from '../multipart.ts';
import type { Platform } from '../platform.ts';
import { PlatformRefusal } from '../refusal.ts';
import { readWireJson, writeWireJson } from '../wire-json.ts';
import { checkAccess } from './access.ts';
import { type ApiCall, type ApiContext, type ApiRequest, Download } from './api-call.ts';
import { apiCalls } from './api-calls.ts';
import { useDailyQuota } from './quotas.ts';

export interface ApiAnswer {
  contentType: string;
  body: Buffer;
}

const callsByPath = new Map(apiCalls.map((call) => [call.path, call]));

/**
 * Carries out one call of the vendor's API and words the answer: always HTTP 200, an errcode when refused. What a
 * refused call did is taken back; only its use of the quota stays.
 */
export function performCall(platform: Platform, request: ApiRequest): ApiAnswer {
  try {
    return answerOf(run(platform, request));
  } catch (thrown) {
    if (thrown instanceof PlatformRefusal) return refusalAnswer(platform, request, thrown);
    throw thrown;
  }
}

function run(platform: Platform, request: ApiRequest) {
  const call = callsByPath.get(request.path);
  if (!call) throw new PlatformRefusal(40066, 'invalid url');
  if (request.method !== call.method) throw wrongMethod(call);
  const context = contextOf(platform, request);
  if (call.right === 'open') return platform.db.transaction(() => call.run(context)).immediate();
  const account = checkAccess(platform, request, call.right);
  useDailyQuota(platform, account, call.path);
  return platform.db.transaction(() => call.run({ ...context, account })).immediate();
}

function contextOf(platform: Platform, request: ApiRequest): ApiContext {
  return {
    platform,
    now: platform.clock.now(),
    request,
    read: (schema) => readBody(request, schema),
    readFile: () => readFile(request),
  };
}

function readBody<T>(request: ApiRequest, schema: z.ZodType<T>): T {
  if (request.body.length === 0) throw new PlatformRefusal(44002, 'empty post data');
  let json: unknown;
  try {
    json = readWireJson(request.body.toString('utf8'));
  } catch {
    throw new PlatformRefusal(47001, 'data format error');
  }
  const read = schema.safeParse(json);
  if (!read.success) {
    throw new PlatformRefusal(47001, `data format error, field: ${read.error.issues[0]?.path.join('.') ?? ''}`);
  }
  return read.data;
}

function readFile(request: ApiRequest): { file: FormPart; fields: Record<string, string> } {
  const parts = readMultipart(request.contentType, request.body);
  const file = parts?.find((part) => part.filename !== null && part.name === 'media');
  if (!parts || !file) throw new PlatformRefusal(41005, 'media data missing');
  if (file.bytes.length === 0) throw new PlatformRefusal(44001, 'empty media data');
  const others = parts.filter((part) => part.filename === null);
  return { file, fields: Object.fromEntries(others.map((part) => [part.name, part.bytes.toString('utf8')])) };
}

function wrongMethod(call: ApiCall): PlatformRefusal {
  return call.method === 'POST'
    ? new PlatformRefusal(43002, 'require POST method')
    : new PlatformRefusal(43001, 'require GET method');
}

function answerOf(answer: Record<string, unknown> | Download): ApiAnswer {
  if (answer instanceof Download) return { contentType: answer.mediaType, body: answer.bytes };
  return { contentType: 'application/json; encoding=utf-8', body: Buffer.from(writeWireJson(answer)) };
}

/** A refusal as the platform words it, with the request's own number. */
export function refusalAnswer(platform: Platform, request: ApiRequest, refusal: PlatformRefusal): ApiAnswer {
  const { errcode, message, extra } = refusal;
  const errmsg = request.path.startsWith('/cgi-bin/webhook/') ? message : `${message} rid: ${newRid(platform)}`;
  return answerOf({ errcode, errmsg, ...extra });
}

function newRid(platform: Platform): string {
  const seconds = Math.floor(platform.clock.now() / 1000).toString(16);
  const hex = () => platform.randomBytes(4).toString('hex');
  return `${seconds.padStart(8, '0').slice(-8)}-${hex()}-${hex()}`;
}
