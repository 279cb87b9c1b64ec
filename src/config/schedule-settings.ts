/** `schedule` of config/govcast.yaml: how posts are put onto channels. */
import { z } from 'zod';

export const scheduleSettings = z
  .strictObject({
    /** The least time between placing a post and its going out, minutes; an account may set its own. 0 takes the next slot. */
    leadMinutes: z.int().min(0).max(10_080).default(0),
    /** How far ahead a post without a latest moment is placed, days. */
    horizonDays: z.int().min(1).max(400).default(60),
  })
  .prefault({});

export type ScheduleSettings = z.output<typeof scheduleSettings>;
