/**
 * Writes what the console is typed by: the types of the API from its own description, and of its wording from the
 * files. Run by the build (`npm run client`); nothing of it is kept in the repository.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { systemClock } from '../../clock.ts';
import { readEnvironment } from '../../config/environment.ts';
import { openGovcast } from '../../govcast.ts';
import type { Caller } from '../../server/api/caller.ts';
import { openLiveEvents } from '../../server/api/live-events.ts';
import { readProblemWording } from '../../server/api/problem.ts';
import { registerApi } from '../../server/api/register-api.ts';
import { apiRoutes } from '../../server/routes/routes.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const out = join(root, 'src/console/generated');
const words = join(root, 'content/wording/console');

/** The description is for those who are signed in. */
const builder: Caller = {
  person: { id: 'client', name: 'client', post: 'client', section: 'client', roles: [] },
  via: 'console',
  scopes: null,
  actor: { person: 'client', via: 'console' },
};

mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'words.d.ts'), readdirSync(words).sort().map(declaration).join('\n'));
writeFileSync(join(out, 'api.d.ts'), astToString(await openapiTypescript(await description())));

/** The description that /api/docs shows, asked from routes that stand on an empty database. */
async function description(): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'govcast-client-'));
  const clock = systemClock();
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const environment = { ...readEnvironment({}), dataFolder };
  const parts = { environment, clock, log: silent, sandboxUrl: null, worker: 'client', random: Math.random };
  const govcast = await openGovcast(parts);
  const { db } = govcast.acting;
  const app = fastify();
  registerApi(app, {
    db,
    clock,
    log: silent,
    wording: readProblemWording(environment.contentFolder),
    routes: apiRoutes(govcast),
    live: openLiveEvents(db, clock, silent),
    authenticate: async () => builder,
  });
  const { payload } = await app.inject('/api/docs/json');
  await app.close();
  await govcast.close();
  rmSync(dataFolder, { recursive: true });
  return payload;
}

/** A module for the import of one file of wording, with its keys, so that a word that is missing does not compile. */
function declaration(file: string): string {
  const text: unknown = parse(readFileSync(join(words, file), 'utf8'));
  return `declare module '*/wording/console/${basename(file)}' {\n  const words: ${typeOf(text)};\n  export default words;\n}\n`;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'string[]';
  if (typeof value !== 'object' || value === null) return 'string';
  const entries = Object.entries(value).map(([key, of]) => `${JSON.stringify(key)}: ${typeOf(of)}`);
  return `{ ${entries.join('; ')} }`;
}
