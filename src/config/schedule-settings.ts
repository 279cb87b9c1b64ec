/** `schedule` of config/govcast.yaml: how posts are put onto channels. */
import { z } from 'zod';

export const scheduleSettings = z
  .strictObject({
    /** The least time between placing a post and its going out, minutes; an account may set its own. 0 takes the next slot. */
    leadMinutes: z.int().min(0).max(10_080).default(0),
    /** How far ahead a post without a latest moment is placed, days. */
    horizonDays: z.int().min(1).max(400).default(60),
    /**
     * What is late goes out one after the other, minutes apart on each account, so that a restart is no burst; an account
     * whose own gap is longer keeps that.
     */
    catchUpGapMinutes: z.int().min(0).max(1440).default(5),
    /** The newest link of each public account is opened again after so many hours; 0 never opens one. */
    linkLookHours: z.int().min(0).max(720).default(24),
    /** A black-out that stands longer than this, or leaves deliveries unanswered for longer, is told to people, days. */
    blackoutReminderDays: z.int().min(1).max(60).default(3),
  })
  .prefault({});

export type ScheduleSettings = z.output<typeof scheduleSettings>;
