import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Visit as From } from '../../access/access-desk.ts';

/** From where a call comes, and the cookie that the browser holds. */
export interface Visit extends From {
  cookie: string | null;
  /** Gives the browser its cookie; null takes it away. */
  keepCookie: (value: string | null) => void;
}

export const COOKIE = 'govcast_session';

/** The cookie is unreadable for scripts, goes to this site only, and over TLS only where the visit came by TLS. */
export function visitOf(request: FastifyRequest, reply: FastifyReply): Visit {
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
  return {
    address: request.ip,
    agent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    cookie: request.cookies[COOKIE] ?? null,
    keepCookie: (value) =>
      void (value === null ? reply.clearCookie(COOKIE, options) : reply.setCookie(COOKIE, value, options)),
  };
}
