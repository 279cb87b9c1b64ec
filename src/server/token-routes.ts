import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Reads that a program on this machine may make with the token of data/api-token. */
export type Answers = Record<string, () => Promise<object>>;

/** What a program may do with it: the parsed body of a POST, to the object of the command of the same name. */
export type Acts = Record<string, (body: unknown) => Promise<object>>;

/** `GET /api/NAME`, and `POST /api/NAME` with a JSON body for acts, with `Authorization: Bearer TOKEN`: the objects of the commands. */
export function tokenRoutes(app: FastifyInstance, token: string, answers: Answers, acts: Acts = {}): void {
  app.register(async (routes) => {
    routes.addHook('onRequest', async (request, reply) => {
      if (!isToken(token, request.headers.authorization ?? '')) {
        const remedy = 'Send the token of data/api-token as Authorization: Bearer TOKEN.';
        await reply.code(401).send({ error: { code: 'token', message: 'the token is missing or wrong', remedy } });
      }
    });
    for (const [name, answer] of Object.entries(answers)) routes.get(`/api/${name}`, () => answer());
    for (const [name, act] of Object.entries(acts)) routes.post(`/api/${name}`, ({ body }) => act(body));
  });
}

function isToken(token: string, header: string): boolean {
  const expected = Buffer.from(`Bearer ${token}`);
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
