import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** The text of a feed (`channel:sub`) for its token; null when the token does not open one. */
export type ReadFeed = (feed: string, token: string) => Promise<string | null>;

/**
 * `GET /feeds/channel/ID.ics?token=…` and `/feeds/person/ID.ics?token=…`: calendars that programs subscribe to. Nothing
 * can be changed here; an unchanged feed is answered with 304.
 */
export function feedRoutes(app: FastifyInstance, read: ReadFeed): void {
  app.get<{ Params: { kind: string; file: string }; Querystring: { token?: string } }>(
    '/feeds/:kind/:file',
    async ({ params, query, headers }, reply) => {
      const id = /^([a-z0-9-]+)\.ics$/.exec(params.file)?.[1];
      const text = id === undefined ? null : await read(`${params.kind}:${id}`, String(query.token ?? ''));
      if (text === null) {
        const remedy = 'Take the address from `govcast feed channel:ID`.';
        return reply.code(404).send({ error: { code: 'feed', message: 'no feed has this address', remedy } });
      }
      const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;
      reply.header('etag', etag).header('cache-control', 'private, no-cache').header('referrer-policy', 'no-referrer');
      if (headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type('text/calendar; charset=utf-8').send(text);
    },
  );
}
