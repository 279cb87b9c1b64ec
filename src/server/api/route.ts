/** What a route of the API is. The description, the checks, the documentation and the client are all made from it. */
import type { z } from 'zod';
import type { Role } from '../../config/people.ts';
import type { Caller } from './caller.ts';
import type { Visit } from './visit.ts';

/** A route that is open before anybody has signed in, to everybody who has, or to those who hold one of the roles. */
export type Admitted = 'public' | 'everyone' | readonly Role[];

/** What a handler is given, already checked. */
export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  caller: Caller;
  /** From where the call comes, and the browser's cookie. */
  visit: Visit;
}

/** An answer that is not JSON: a picture, a preview, a download. */
export interface FileAnswer {
  type: string;
  bytes: Buffer | string;
  /** A name for a download; without it the browser shows the file in its place. */
  name?: string;
  headers?: Record<string, string>;
}

export interface ApiRoute<P = unknown, Q = unknown, B = unknown, A = unknown> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below /api/v1, its first part names the domain: `/posts/:post`. */
  path: string;
  /** One line in English for the documentation. */
  summary: string;
  admits: Admitted;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  /** Of a POST or PUT. */
  body?: z.ZodType<B>;
  /** Most bytes of a body, where it holds a file; 300,000 without it. */
  bodyLimit?: number;
  /** Shape of the answer; left out for a `FileAnswer`. */
  answer?: z.ZodType<A>;
  /**
   * Its body or answer holds a secret or a citizen's data, or is written every few seconds: neither is kept for a repeat
   * under the same Idempotency-Key.
   */
  unkept?: true;
  handle(call: Call<P, Q, B>): Promise<A | FileAnswer>;
}

/** Lets the compiler find the types of one route; the list of a domain's routes forgets them again. */
export function route<P = unknown, Q = unknown, B = unknown, A = unknown>(of: ApiRoute<P, Q, B, A>): ApiRoute {
  return of as ApiRoute;
}

/** The scope a token needs: the domain, and whether the route only reads. */
export function scopeOf({ method, path }: Pick<ApiRoute, 'method' | 'path'>): string {
  return `${path.split('/')[1] ?? ''}:${method === 'GET' ? 'read' : 'write'}`;
}

/** What only a person does, in his own session: coming in, the first run, and making further tokens. */
const notForTokens = /^(session|setup):|^tokens:write$/;

/** Whether a token can have a scope. */
export function isForTokens(scope: string): boolean {
  return !notForTokens.test(scope);
}
