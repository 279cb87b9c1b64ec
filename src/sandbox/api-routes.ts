import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DueWork } from './due-work.ts';
import { countCall } from './effect-store.ts';
import { keepLateCall } from './late-calls.ts';
import type { Platform } from './platform.ts';
import { PlatformRefusal } from './refusal.ts';
import { callerOf } from './wechat/access.ts';
import type { ApiRequest } from './wechat/api-call.ts';
import { type Fault, takeFault } from './wechat/faults.ts';
import { type ApiAnswer, performCall, refusalAnswer } from './wechat/perform-call.ts';

/** The vendors' own addresses, with the faults that were asked for. */
export function apiRoutes(app: FastifyInstance, platform: Platform, dueWork: DueWork): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const call = apiRequestOf(request);
    dueWork.catchUp();
    const caller = callerOf(platform, call);
    countCall(platform, caller, call.path);
    const fault = takeFault(platform, call.path, caller);
    if (fault?.kind === 'slow') await realTime(platform, fault.ms);
    if (!fault || fault.kind === 'slow') return send(reply, await perform(platform, dueWork, call));
    return fail(platform, dueWork, fault, call, request, reply);
  };
  for (const path of ['/cgi-bin/*', '/datacube/*']) app.all(path, answer);
}

async function perform(platform: Platform, dueWork: DueWork, call: ApiRequest): Promise<ApiAnswer> {
  const answer = performCall(platform, call);
  if (hasEarlyPush(platform)) await dueWork.settle();
  else dueWork.catchUp();
  return answer;
}

async function fail(
  platform: Platform,
  dueWork: DueWork,
  fault: Fault,
  call: ApiRequest,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const hasEffect = ['reset-after', 'reset-during', 'http500-after', 'busy-after'].includes(fault.kind);
  const answer = hasEffect ? await perform(platform, dueWork, call) : null;
  switch (fault.kind) {
    case 'reset-before':
    case 'reset-after':
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return reply;
    case 'reset-during':
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'application/json',
        'content-length': (answer?.body.length ?? 0) + 1,
      });
      reply.raw.write(answer?.body.subarray(0, 5), () => request.raw.socket.resetAndDestroy());
      return reply;
    case 'delay-effect':
      keepLateCall(platform, call, platform.clock.now() + fault.ms);
      dueWork.catchUp();
      reply.hijack();
      return reply;
    case 'reset-late':
      keepLateCall(platform, call, platform.clock.now() + fault.ms);
      dueWork.catchUp();
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return reply;
    case 'errcode':
    case 'busy-after': {
      const errcode = fault.kind === 'busy-after' ? -1 : (fault.errcode ?? -1);
      return send(reply, refusalAnswer(platform, call, new PlatformRefusal(errcode, fault.errmsg ?? 'system error')));
    }
    default:
      return reply.code(500).type('text/html').send('<html><body><h1>500 Internal Server Error</h1></body></html>');
  }
}

function send(reply: FastifyReply, answer: ApiAnswer) {
  return reply.type(answer.contentType).send(answer.body);
}

function apiRequestOf(request: FastifyRequest): ApiRequest {
  const url = new URL(request.url, 'http://sandbox');
  return {
    method: request.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    contentType: request.headers['content-type'] ?? '',
    baseUrl: baseUrlOf(request),
    ip: request.ip.replace(/^::ffff:/, ''),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

/** `http://host:port` as the client reached the sandbox. */
export function baseUrlOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.headers.host ?? request.host}`;
}

function hasEarlyPush(platform: Platform): boolean {
  return (
    platform.db.prepare("select 1 from push where before_answer = 1 and state = 'waiting' limit 1").get() !== undefined
  );
}

/** Slowness takes real time, also under a test's clock. */
function realTime(platform: Platform, ms: number): Promise<void> {
  return new Promise((resolve) => {
    platform.clock.timeout(ms).addEventListener('abort', () => resolve(), { once: true });
  });
}
