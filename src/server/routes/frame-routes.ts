/** What every page of the console shows around itself. */
import { z } from 'zod';
import { roles } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import { type ApiRoute, route } from '../api/route.ts';

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
});

export function frameRoutes({ config, clock, sandboxUrl }: Govcast): ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/frame',
      summary: 'The office, the time of the server and the person who is signed in',
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
      }),
    }),
  ];
}
