/** config/routing.yaml: what kind a message is, who answers it and by when. */
import { z } from 'zod';
import type { CrossProblem } from './cross-problem.ts';
import { idSchema } from './id.ts';
import { limitSchema } from './limit.ts';
import { type People, unknown } from './people.ts';

const kind = z.strictObject({
  id: idSchema,
  /** 类别, as the console and the reports show it. */
  name: z.string().min(1),
  /** Words that make a text one of this kind. The first kind in the file with a word in the text is taken. */
  words: z.array(z.string().min(1)).default([]),
  section: idSchema,
  /** Its own limit, stricter or looser than that of the way it came in. */
  limit: limitSchema.optional(),
});

const intake = z.strictObject({ id: idSchema, name: z.string().min(1), limit: limitSchema });

const topic = z.strictObject({ words: z.array(z.string().min(1)).min(1), section: idSchema });

export const routingSchema = z
  .strictObject({
    /** Ways in, each with the limit that holds unless the kind has its own. */
    intakes: z.array(intake).min(1),
    kinds: z.array(kind).min(1),
    /** Kind of a text in which no word is found. */
    otherwise: idSchema,
    /** Sections by what a text is about; the first with a word in the text takes it from the kind's section. */
    topics: z.array(topic).default([]),
    /** Whether what comes after office hours or on a day off begins on the next working day. */
    afterHours: z.enum(['sameDay', 'nextDay']).default('sameDay'),
    officeTo: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:MM')
      .default('17:30'),
  })
  .refine((r) => r.kinds.some((k) => k.id === r.otherwise), {
    path: ['otherwise'],
    error: 'the id of one of the kinds',
  })
  .refine((r) => ['message', 'comment'].every((id) => r.intakes.some((i) => i.id === id)), {
    path: ['intakes'],
    error: 'the intakes message and comment among them',
  });
export type Routing = z.infer<typeof routingSchema>;

/** Sections that people.yaml does not know. */
export function routingProblems(routing: Routing, people: People): CrossProblem[] {
  const known = people.sections.map((s) => s.id);
  const named = [
    ...routing.kinds.map((k, i) => ({ path: ['kinds', i, 'section'], section: k.section })),
    ...routing.topics.map((t, i) => ({ path: ['topics', i, 'section'], section: t.section })),
  ];
  return named
    .filter(({ section }) => !known.includes(section))
    .map(({ path, section }) => unknown(path, 'section', section, known));
}
