/** What a person prefers in the console: filters and columns of lists, kept under a key and given back to nobody else. */
import { z } from 'zod';
import { findPreference, keepPreference } from '../../access/preference-store.ts';
import { AskedWrongly } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { type ApiRoute, route } from '../api/route.ts';

/** Characters of JSON text. */
const LONGEST = 8_000;

const params = z.object({ key: z.string().regex(/^[a-z][a-z0-9.-]{0,59}$/, 'small letters, digits, dots, hyphens') });
const values = z.record(z.string().max(60), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));
const kept = z.object({ value: values });

export function preferenceRoutes({ acting: { db }, clock }: Govcast): ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/preferences/:key',
      summary: 'What the caller keeps under a key; null when nothing',
      admits: 'everyone',
      params,
      answer: z.object({ value: values.nullable() }),
      handle: async ({ params: { key }, caller: { person } }) => {
        const value = await findPreference(db, person.id, key);
        return { value: value === null ? null : JSON.parse(value) };
      },
    }),
    route({
      method: 'PUT',
      path: '/preferences/:key',
      summary: 'Keeps values by name under a key, for the caller alone',
      admits: 'everyone',
      params,
      body: kept,
      answer: kept,
      handle: async ({ params: { key }, body, caller: { person } }) => {
        const value = JSON.stringify(body.value);
        if (value.length > LONGEST) throw tooLong();
        await keepPreference(db, { person: person.id, key, value, updatedAt: clock.now() });
        return body;
      },
    }),
  ];
}

function tooLong(): AskedWrongly {
  return new AskedWrongly({
    code: 'preference-too-long',
    message: `a preference is longer than ${LONGEST} characters of JSON`,
    remedy: 'Keep less under one key.',
  });
}
