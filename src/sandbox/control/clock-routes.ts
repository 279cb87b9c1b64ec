import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock, TestClock } from '../../clock.ts';
import { AskedWrongly } from '../../errors.ts';
import type { DueWork } from '../due-work.ts';
import { type Platform, writeMeta } from '../platform.ts';
import { controlBody } from './control-body.ts';

const moveSchema = z.union([z.object({ now: z.number().int() }), z.object({ advanceMs: z.number().int().min(0) })]);

/**
 * `GET /_control/clock` tells the time; `POST` with `{now}` or `{advanceMs}` moves a test clock, does what fell due on
 * the way, and answers when the events that went out have been answered.
 */
export function clockRoutes(app: FastifyInstance, platform: Platform, dueWork: DueWork): void {
  app.get('/clock', async () => ({ now: platform.clock.now(), movable: movableClock(platform.clock) !== null }));
  app.post('/clock', async (request) => {
    const move = controlBody(request, moveSchema);
    const clock = movableClock(platform.clock);
    if (!clock) {
      throw new AskedWrongly({
        code: 'control-clock',
        message: 'the sandbox runs on the real clock, which cannot be moved',
        remedy: 'Start it with a test clock.',
      });
    }
    const to = 'now' in move ? move.now : clock.now() + move.advanceMs;
    if (to < clock.now()) {
      throw new AskedWrongly({
        code: 'control-clock',
        message: `the clock cannot go back from ${clock.now()} to ${to}`,
        remedy: 'Name a later moment, or reset the sandbox.',
      });
    }
    clock.moveTo(to);
    writeMeta(platform, 'now', String(to));
    await dueWork.settle();
    return { now: clock.now() };
  });
}

/** The clock as one that can be moved, or null. */
export function movableClock(clock: Clock): TestClock | null {
  return isMovable(clock) ? clock : null;
}

function isMovable(clock: Clock): clock is TestClock {
  return 'moveTo' in clock;
}
