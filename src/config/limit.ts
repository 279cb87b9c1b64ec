import { z } from 'zod';

/**
 * A limit in days with the rule it comes from. A text that says 天 or 日 means calendar days, one that says 工作日 means
 * working days; where it says nothing more, calendar days are the default.
 */
export const limitSchema = z.strictObject({
  days: z.int().min(0).max(366),
  unit: z.enum(['working-day', 'day']).default('day'),
  /** The rule or document that sets it, shown to staff. */
  source: z.string().min(1),
});
export type ConfiguredLimit = z.infer<typeof limitSchema>;
