import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AskedWrongly } from '../../errors.ts';
import { type Account, findAccount } from '../account-store.ts';
import type { Platform } from '../platform.ts';
import { readWireJson } from '../wire-json.ts';

/** The JSON body of a control call, checked. An empty body is `{}`. @throws AskedWrongly */
export function controlBody<T>(request: FastifyRequest, schema: z.ZodType<T>): T {
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  let json: unknown;
  try {
    json = text === '' ? {} : readWireJson(text);
  } catch (cause) {
    throw new AskedWrongly({
      code: 'control-json',
      message: 'the body is not JSON',
      remedy: 'Send a JSON object.',
      cause,
    });
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const issues = read.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new AskedWrongly({
    code: 'control-body',
    message: issues.join('; '),
    place: request.url,
    remedy: 'Correct the fields named here.',
  });
}

/** An account by appid, gh_ id or name. @throws AskedWrongly */
export function namedAccount(platform: Platform, name: string): Account {
  const account = findAccount(platform, name);
  if (account) return account;
  throw new AskedWrongly({
    code: 'control-account',
    message: `the sandbox has no account ${name}`,
    remedy: 'GET /_control/accounts lists them; POST /_control/accounts adds one.',
  });
}
