/** What `POST /api/blackouts/…` do: the acts of `govcast blackout` for a program. */
import { z } from 'zod';
import { parseBeijing } from './calendar/beijing-time.ts';
import { actorOf } from './config/acting-person.ts';
import { answerBlackout, type BlackoutAnswer } from './delivery/answer-blackout.ts';
import { AskedWrongly } from './errors.ts';
import type { Govcast } from './govcast.ts';
import { endBlackout } from './schedule/blackout/end-blackout.ts';
import { shownBlackout } from './schedule/blackout/show-blackout.ts';
import { startBlackout } from './schedule/blackout/start-blackout.ts';

/** Beijing time unless it says otherwise, to ms UTC. */
const moment = z.string().transform((text, context) => {
  const at = parseBeijing(text);
  if (at === null) context.addIssue({ code: 'custom', message: 'a moment as 2026-11-25 09:00' });
  return at ?? 0;
});

const starting = z.strictObject({
  as: z.string(),
  kind: z.enum(['mourning', 'incident', 'exam', 'other']).default('other'),
  reason: z.string(),
  /** Names of accounts; left out for all. */
  channels: z.array(z.string()).min(1).optional(),
  internal: z.boolean().default(false),
  from: moment.optional(),
  to: moment.optional(),
});

const ending = z.strictObject({ as: z.string(), id: z.string() });

const answering = z.strictObject({
  as: z.string(),
  id: z.string(),
  answer: z.enum(['send', 'move', 'drop']),
  /** With `move`. */
  at: moment.optional(),
  /** With `drop`. */
  note: z.string().default(''),
  deliveries: z.union([z.literal('all'), z.array(z.string()).min(1)]),
});

/** The acts by the name of their route; each takes the id of the person in whose name the program acts. */
export function blackoutActs(govcast: Govcast) {
  const { acting, config, clock, work } = govcast;
  const desk = { ...acting, people: config.people };
  const actor = (person: string) => actorOf(config, person, 'api');
  return {
    'blackouts/start': async (body: unknown) => {
      const { as, kind, reason, channels, internal, from, to } = read(starting, body);
      const ids = channels?.map((name) => govcast.channelConfig(name).id) ?? null;
      const wish = { kind, reason, channels: ids, includesInternal: internal, fromAt: from ?? null, toAt: to ?? null };
      const known = config.channels.map(({ id }) => id);
      const { blackout, ...affected } = await startBlackout(desk, known, wish, actor(as));
      return { blackout: shownBlackout(blackout, clock.now()), ...affected };
    },
    'blackouts/end': async (body: unknown) => {
      const { as, id } = read(ending, body);
      return { blackout: shownBlackout(await endBlackout(desk, id, actor(as)), clock.now()) };
    },
    'blackouts/answer': async (body: unknown) => {
      const { as, id, deliveries, ...given } = read(answering, body);
      const only = deliveries === 'all' ? null : deliveries;
      const done = await answerBlackout(work, id, only, answerOf(given), actor(as));
      return { ok: done.refused.length === 0, ...done };
    },
  };
}

function answerOf({ answer, at, note }: Pick<z.output<typeof answering>, 'answer' | 'at' | 'note'>): BlackoutAnswer {
  if (answer === 'send') return { is: 'send' };
  if (answer === 'drop') return { is: 'drop', note };
  if (at !== undefined) return { is: 'move', at };
  throw new AskedWrongly({ code: 'body', message: 'at: it is missing', remedy: 'Give the moment to move to as `at`.' });
}

/** @throws AskedWrongly naming the first field that is wrong */
function read<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const message = `${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'it is wrong'}`;
  throw new AskedWrongly({ code: 'body', message, remedy: 'Send a JSON body with the fields of the manual.' });
}
