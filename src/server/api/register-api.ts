import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  createJsonSchemaTransform,
  hasZodFastifySchemaValidationErrors,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { AskedWrongly, Refused } from '../../errors.ts';
import { answerText } from './answer-text.ts';
import type { ApiParts } from './api-parts.ts';
import type { Caller } from './caller.ts';
import { describeRoute, securitySchemes, withRepeatKeys } from './describe-api.ts';
import { eventStream } from './event-stream.ts';
import { idempotentCall } from './idempotent-call.ts';
import { problemOf, problemSchema } from './problem.ts';
import { type ApiRoute, type FileAnswer, isForTokens, scopeOf } from './route.ts';
import { visitOf } from './visit.ts';

export const API = '/api/v1';

/** `/api/v1/…`, its live events at `/api/v1/events`, and its description at `/api/docs`. */
export function registerApi(app: FastifyInstance, parts: ApiParts): void {
  app.register(async (api) => {
    api.setValidatorCompiler(validatorCompiler);
    api.setSerializerCompiler(answerText);
    api.setErrorHandler((error, request, reply) => sendProblem(parts, error, request, reply));
    await api.register(cookie);
    await api.register(swagger, {
      openapi: { openapi: '3.1.0', info: { title: 'govcast', version: '1' }, components: { securitySchemes } },
      transform: createJsonSchemaTransform({ skipList: [] }),
      transformObject: (of) => withRepeatKeys('openapiObject' in of ? of.openapiObject : of.swaggerObject),
    });
    const docs = { routePrefix: '/api/docs', staticCSP: docsPolicy };
    await api.register(swaggerUi, { ...docs, uiHooks: { onRequest: (request) => admitToDocs(request, parts) } });
    for (const of of parts.routes) addRoute(api, of, parts);
    eventStream(api, `${API}/events`, parts);
    api.all(`${API}/*`, { schema: { hide: true } }, async ({ method, url }) => {
      const [path] = url.split('?');
      throw refused('not-found', `there is no ${method} ${path}`, 'Look for it at /api/docs.');
    });
  });
}

/** The pages of the description take nothing from elsewhere and stay on plain HTTP where the office has no TLS. */
const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Who makes the request, found before it is read. */
const callers = new WeakMap<FastifyRequest, Caller | null>();

function addRoute(api: FastifyInstance, of: ApiRoute, parts: ApiParts): void {
  const domain = of.path.split('/')[1] ?? '';
  api.route({
    method: of.method,
    url: `${API}${of.path}`,
    ...(of.bodyLimit === undefined ? {} : { bodyLimit: of.bodyLimit }),
    schema: {
      summary: of.summary,
      tags: [domain],
      ...describeRoute(of),
      ...(of.params ? { params: of.params } : {}),
      ...(of.query ? { querystring: of.query } : {}),
      ...(of.body ? { body: of.body } : {}),
      response: { ...(of.answer ? { 200: of.answer } : {}), default: problemSchema },
    },
    // Before the body is read: nobody learns from a refusal of his fields what there is.
    onRequest: async (request) => void callers.set(request, await admit(of, request, parts)),
    handler: async (request, reply) => {
      const caller = callers.get(request) ?? null;
      const { params, query, body } = request;
      const visit = visitOf(request, reply);
      const run = () => of.handle({ params, query, body, caller: caller ?? nobody(), visit });
      const key = request.headers['idempotency-key'];
      if (of.method === 'GET' || of.unkept || caller === null || typeof key !== 'string')
        return send(of, await run(), reply);
      const call = { person: caller.person.id, key, method: of.method, url: request.url, body };
      const { answer } = await idempotentCall(parts, call, async () => ({ status: 200, answer: await run() }));
      return send(of, answer, reply);
    },
  });
}

/** The description tells what the house can do: for those only who are of it. @throws Refused `not-signed-in` */
async function admitToDocs(request: FastifyRequest, { authenticate }: ApiParts): Promise<void> {
  if (!(await authenticate(request))) throw notSignedIn();
}

/** @throws Refused when the caller is not signed in, lacks the role, or the token lacks the scope */
async function admit(of: ApiRoute, request: FastifyRequest, parts: ApiParts): Promise<Caller | null> {
  const caller = await parts.authenticate(request);
  if (of.admits === 'public') return caller;
  if (!caller) throw notSignedIn();
  const scope = scopeOf(of);
  if (caller.scopes && !isForTokens(scope))
    throw refused('session-needed', `no token opens ${scope}`, 'Sign in at the console and do it there.');
  if (caller.scopes && !caller.scopes.includes(scope))
    throw refused('scope-missing', `the token lacks the scope ${scope}`, `Make a token with the scope ${scope}.`);
  if (of.admits !== 'everyone' && !of.admits.some((role) => caller.person.roles.includes(role)))
    throw refused(
      'role-missing',
      `${caller.person.id} may not: it takes the role ${of.admits.join(' or ')}`,
      `Ask somebody with the role ${of.admits.join(' or ')}.`,
    );
  return caller;
}

function send(of: ApiRoute, answer: unknown, reply: FastifyReply) {
  if (of.answer) return answer;
  const file = answer as FileAnswer;
  if (file.name) reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
  return reply
    .headers({ 'cache-control': 'private, no-cache', ...file.headers })
    .serializer((bytes: string | Buffer) => bytes as string)
    .type(file.type)
    .send(file.bytes);
}

async function sendProblem(parts: ApiParts, thrown: unknown, request: FastifyRequest, reply: FastifyReply) {
  const error = hasZodFastifySchemaValidationErrors(thrown) ? wrongRequest(thrown) : thrown;
  const incident = randomUUID().slice(0, 8);
  const problem = problemOf(parts.wording, error, incident);
  if (problem.status >= 500)
    parts.log.error('a request failed', { incident, route: request.routeOptions.url, error: String(error) });
  await reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer((body) => JSON.stringify(body))
    .send(problem);
}

function wrongRequest(error: { validation: { instancePath: string; message?: string }[]; validationContext?: string }) {
  const first = error.validation[0];
  const where = `${error.validationContext ?? 'request'}${first?.instancePath ?? ''}`;
  return new AskedWrongly({
    code: 'request',
    message: `${where}: ${first?.message ?? 'it is wrong'}`,
    place: where,
    remedy: 'Send the fields as /api/docs describes them.',
  });
}

function notSignedIn(): Refused {
  return refused('not-signed-in', 'nobody is signed in', 'Sign in, or send a token.');
}

function refused(code: string, message: string, remedy: string): Refused {
  return new Refused({ code, message, remedy });
}

/** Public routes may be called by nobody; a handler that asks who it is then is a mistake of the code. */
function nobody(): Caller {
  return {
    get person(): Caller['person'] {
      throw new TypeError('a public route has no caller');
    },
    get actor(): Caller['actor'] {
      throw new TypeError('a public route has no caller');
    },
    via: 'console',
    scopes: null,
  };
}
