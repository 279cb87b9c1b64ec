/** What every page of the console shows around itself. */
import { z } from 'zod';
import { unfinishedSetup } from '../../access/setup.ts';
import { type Person, roles } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import { openBlackouts } from '../../schedule/blackout/blackout-store.ts';
import { domainOf } from '../../today/bearing-acts.ts';
import { keptByKey } from '../../today/kept-by-key.ts';
import { personName } from '../../today/names.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { frameCounts } from './frame-counts.ts';

/** Numbers of so many people are kept. */
const PEOPLE = 500;

const frame = z.object({
  office: z.string(),
  /** The server's clock, ms UTC. */
  now: z.number(),
  /** Whether some account has no credentials: its posts go to the stand-in of the platforms. */
  rehearsal: z.boolean(),
  person: z.object({
    id: z.string(),
    name: z.string(),
    post: z.string(),
    section: z.string(),
    roles: z.array(z.enum(roles)),
  }),
  /** What waits for this person, by page. */
  counts: z.record(z.string(), z.object({ n: z.number(), urgent: z.boolean() })),
  /** How far the first run has come, for the system administrator while it is not done; null else. */
  setup: z.object({ done: z.number(), of: z.number() }).nullable(),
  /** Of the black-outs that stop every account now, the one begun last. */
  blackout: z.object({ id: z.string(), reason: z.string(), startedAt: z.number(), startedBy: z.string() }).nullable(),
});

/** Acts that change no number: who comes and goes, who was told, a word among colleagues, a look. */
const beside = new Set(['concern', 'factor', 'feed', 'notice', 'session', 'token']);
const besideActs = new Set(['request.note', 'request.unmask']);

/** Whether an act may change a number of the navigation; consoles ask again for those only (src/console/frame/act-domains.ts). */
export function changesNumbers(act: string): boolean {
  return !beside.has(domainOf(act)) && !besideActs.has(act);
}

export function frameRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, config, clock, sandboxUrl } = govcast;
  // Every console asks for them after every act of anybody.
  const counts = keptByKey(
    govcast,
    ({ id, section, roles }: Person) => [id, section, ...roles].join(' '),
    frameCounts(govcast),
    changesNumbers,
    PEOPLE,
  );
  return [
    route({
      method: 'GET',
      path: '/frame',
      summary: 'The office, the time of the server, the person who is signed in and what waits for them',
      admits: 'everyone',
      answer: frame,
      handle: async ({ caller: { person } }) => ({
        office: config.settings.office.name,
        now: clock.now(),
        rehearsal: sandboxUrl !== null,
        person: {
          id: person.id,
          name: person.name,
          post: person.post,
          section: config.people.sections.find((s) => s.id === person.section)?.name ?? person.section,
          roles: person.roles,
        },
        counts: await counts(person),
        setup: person.roles.includes('system-admin') ? await unfinishedSetup(acting.db) : null,
        blackout: await blackoutOf(acting.db, clock.now(), config),
      }),
    }),
  ];
}

async function blackoutOf(db: Govcast['acting']['db'], now: number, config: Govcast['config']) {
  const standing = (await openBlackouts(db, now)).filter((b) => b.channels === null && b.fromAt <= now);
  const last = standing.toSorted((a, b) => b.startedAt - a.startedAt)[0];
  if (!last) return null;
  return { id: last.id, reason: last.reason, startedAt: last.startedAt, startedBy: personName(config, last.startedBy) };
}
