import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Reads that a program on this machine may make with the token of data/api-token. */
export type Answers = Record<string, () => Promise<object>>;

/** `GET /api/NAME` with `Authorization: Bearer TOKEN`: the objects of the commands of the same name. */
export function tokenRoutes(app: FastifyInstance, token: string, answers: Answers): void {
  app.register(async (routes) => {
    routes.addHook('onRequest', async (request, reply) => {
      if (!isToken(token, request.headers.authorization ?? '')) {
        const remedy = 'Send the token of data/api-token as Authorization: Bearer TOKEN.';
        await reply.code(401).send({ error: { code: 'token', message: 'the token is missing or wrong', remedy } });
      }
    });
    for (const [name, answer] of Object.entries(answers)) routes.get(`/api/${name}`, () => answer());
  });
}

function isToken(token: string, header: string): boolean {
  const expected = Buffer.from(`Bearer ${token}`);
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
