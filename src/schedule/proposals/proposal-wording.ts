import { join } from 'node:path';
import { z } from 'zod';
import { beijingDay } from '../../calendar/beijing-time.ts';
import { readYaml } from '../../config/read-yaml.ts';
import { fillSentence } from '../../fill-sentence.ts';
import type { Gap } from './channel-gap.ts';
import { type Reason, type ReasonCode, reasonCodes, shortDay } from './rank-candidates.ts';

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const schema = z.strictObject({
  gap: z.strictObject({
    due: text,
    breached: text,
    unknown: text,
    holiday: text,
    short: text,
    days: text,
    'working-days': text,
  }),
  reasons: z.record(z.enum(reasonCodes), text),
});

/** What staff read of a proposal. */
export type ProposalWording = z.output<typeof schema>;
export type Language = 'zh' | 'en';

/** Reads content/wording/proposals.yaml. @throws ConfigProblems naming file and line */
export function readProposalWording(contentFolder: string): ProposalWording {
  return readYaml(join(contentFolder, 'wording', 'proposals.yaml'), schema).value;
}

/** Which clock asks, until when, and what is left of it. */
export function gapText(wording: ProposalWording, gap: Gap, ruleName: string, language: Language = 'zh'): string {
  const { clock, holiday } = gap;
  const say = (code: keyof ProposalWording['gap'], fields: Reason['fields']) =>
    fillSentence(wording.gap[code][language], fields);
  const name = ruleName;
  if (clock.dueAt === null) return say('unknown', { name });
  const day = shortDay(beijingDay(clock.dueAt));
  if (clock.state === 'breached') return say('breached', { name, day });
  if (holiday) {
    const days = { first: shortDay(holiday.firstOn), last: shortDay(holiday.lastOn) };
    return say('holiday', { name, day, holiday: holiday.name, ...days });
  }
  const left = say(clock.unit === 'day' ? 'days' : 'working-days', { n: String(clock.left ?? 0) });
  if (clock.missing !== undefined) return say('short', { name, day, left, missing: String(clock.missing) });
  return say('due', { name, day, left });
}

/** The sentence of one reason. */
export function reasonText(wording: ProposalWording, { code, fields }: Reason, language: Language = 'zh'): string {
  const known: Record<ReasonCode, z.output<typeof text>> = wording.reasons;
  return fillSentence(known[code][language], fields);
}
