import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Visit as From } from '../../access/access-desk.ts';

/** From where a call comes, and the cookies that the browser holds. */
export interface Visit extends From {
  cookie: string | null;
  /** Gives the browser its cookie; null takes it away. */
  keepCookie: (value: string | null) => void;
  /** State of the sign-in at the office's identity provider that this browser has begun. */
  begun: string | null;
  /** The same for that one, which goes to the routes of that sign-in only. */
  keepBegun: (value: string | null) => void;
}

export const COOKIE = 'govcast_session';
const BEGUN = 'govcast_oidc';

/** Cookies are unreadable for scripts, go to this site only, and over TLS only where the visit came by TLS. */
export function visitOf(request: FastifyRequest, reply: FastifyReply): Visit {
  const keeper = (name: string, path: string) => {
    const options = { path, httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
    return (value: string | null) =>
      void (value === null ? reply.clearCookie(name, options) : reply.setCookie(name, value, options));
  };
  return {
    address: request.ip,
    agent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    cookie: request.cookies[COOKIE] ?? null,
    keepCookie: keeper(COOKIE, '/'),
    begun: request.cookies[BEGUN] ?? null,
    keepBegun: keeper(BEGUN, '/api/v1/session/oidc'),
  };
}
