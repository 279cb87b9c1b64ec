import { z } from 'zod';
import { readYaml } from '../../config/read-yaml.ts';
import { fillSentence } from '../../fill-sentence.ts';
import { obstacleCodes } from './obstacle-codes.ts';
import { placementCodes } from './placement-codes.ts';

const sentence = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const schema = z.strictObject({
  placements: z.record(z.enum(placementCodes), sentence),
  obstacles: z.record(z.enum(obstacleCodes), sentence),
  /** What a pin breaks. */
  warnings: z.record(
    z.enum(['window', 'blackout', 'quiet', 'after', 'full', 'quotaDay', 'quotaMonth', 'gap', 'sameDay', 'withinHours']),
    sentence,
  ),
  acts: z.record(z.enum(['draft', 'publish', 'massSend', 'message']), sentence),
  /** What the queue adds: a time that the text asks for, and why a place that was not announced has moved. */
  queue: z.record(z.enum(['asked', 'askedBetween', 'triedBetween', 'madeWay', 'unsigned', 'noSlotNow']), sentence),
});

/** The planner's sentences, from content/wording/planner.yaml. */
export type PlanWording = z.output<typeof schema>;

/** @throws ConfigProblems naming file and line */
export function readPlanWording(file: string): PlanWording {
  return readYaml(file, schema).value;
}

/** A sentence with `{name}` replaced. */
export function filled(template: string, values: Record<string, string | number>): string {
  return fillSentence(template, values, () => '');
}
