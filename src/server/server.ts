import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { AskedWrongly, asProblem, CallPerson, FixContent, Refused } from '../errors.ts';
import type { ApiParts } from './api/api-parts.ts';
import { registerApi } from './api/register-api.ts';
import { type CallbackParts, callbackRoutes } from './callback-routes.ts';
import { consoleFiles } from './console-files.ts';
import { feedRoutes, type ReadFeed } from './feed-routes.ts';
import { type Acts, type Answers, tokenRoutes } from './token-routes.ts';

export interface ServerParts {
  callbacks: CallbackParts;
  token: string;
  answers: Answers;
  /** Acts by POST; left out there are none. */
  acts?: Acts;
  /** Calendar feeds; none without it. */
  feed?: ReadFeed;
  /** The console and its API; neither without it. */
  api?: ApiParts;
  /** Where the built console lies; left out where the build lays it. */
  consoleFolder?: string;
  /** Proxies whose word on address and TLS is believed; none without it. */
  trustProxy?: string[];
  /** Told of a peer that says for whom it asks although it is none of these. */
  onUnknownProxy?: (peer: string) => void;
  /** What `/health` says; anything but ok is answered with 503. */
  health: () => Promise<{ ok: boolean } & Record<string, unknown>>;
}

/** HTTP: callbacks of the platforms, health, feeds, the token routes of this machine, the API and the console. */
export function createServer(parts: ServerParts): FastifyInstance {
  const trustProxy = parts.trustProxy && parts.trustProxy.length > 0 ? parts.trustProxy : false;
  const app = fastify({ bodyLimit: 300_000, forceCloseConnections: true, trustProxy, frameworkErrors: refuseAddress });
  app.addHook('onRequest', async ({ headers, ip, socket }) => {
    const { remoteAddress } = socket;
    if (headers['x-forwarded-for'] && remoteAddress && ip === remoteAddress) parts.onUnknownProxy?.(remoteAddress);
  });
  app.addHook('onSend', async (request, reply) => withSecurityHeaders(reply, request.protocol === 'https'));
  app.setErrorHandler(async (error, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) parts.callbacks.log.error('a request failed', { error: String(error) });
    await reply.code(status).send({ error: asProblem(error) });
  });
  app.get('/health', async (_request, reply) => {
    const health = await parts.health();
    return reply.code(health.ok ? 200 : 503).send(health);
  });
  callbackRoutes(app, parts.callbacks);
  tokenRoutes(app, parts.token, parts.answers, parts.acts);
  if (parts.feed) feedRoutes(app, parts.feed);
  if (parts.api) {
    registerApi(app, parts.api);
    consoleFiles(app, parts.consoleFolder);
  }
  return app;
}

/**
 * What every answer carries that does not say otherwise: read as what it is, kept by no cache, shown in no frame. A page
 * or a preview brings its own.
 */
function withSecurityHeaders(reply: FastifyReply, overTls: boolean): void {
  const headers: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    ...(overTls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value);
}

/** An address that cannot be read (`%ZZ`) reaches no route and no hook. */
function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  withSecurityHeaders(reply, request.protocol === 'https');
  const remedy = 'Write the address as a URL, its parts percent-encoded.';
  const wrong = new AskedWrongly({ code: 'request', message: error.message, remedy, cause: error });
  void reply.code(statusOf(wrong)).send({ error: asProblem(wrong) });
}

/** @throws CallPerson when the port is taken, with what to do */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    throw new CallPerson({
      code: 'port-in-use',
      message: `port ${port} on ${host} is in use`,
      place: `${host}:${port}`,
      remedy: 'Stop the other process, or set server.port in config/govcast.yaml to a free one.',
      cause,
    });
  }
}

function statusOf(error: unknown): number {
  if (error instanceof AskedWrongly) return 400;
  if (error instanceof Refused || error instanceof FixContent) return 409;
  const known = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  return Number.isInteger(known) && known >= 400 ? known : 500;
}
