/** What doctor found, in the words of the console. */
import { join } from 'node:path';
import { z } from 'zod';
import type { ConfigCheck } from '../config/config-checks.ts';
import { readYaml } from '../config/read-yaml.ts';

const text = z.strictObject({ good: z.string().min(1), bad: z.string().min(1), remedy: z.string().min(1) });
const wordingSchema = z.record(z.string(), text);

/** Texts by the name of a check, its account left out: `channel.*.token`. */
export type CheckWording = z.output<typeof wordingSchema>;

/** @throws ConfigProblems naming file and line of content/wording/doctor.yaml */
export function readCheckWording(contentFolder: string): CheckWording {
  return readYaml(join(contentFolder, 'wording', 'doctor.yaml'), wordingSchema).value;
}

/** The sentence of a check; one without wording is told in its own words. */
export function checkSentence(wording: CheckWording, { name, level, message, remedy }: ConfigCheck) {
  const [first = '', account = '', ...rest] = name.split('.');
  const family = first === 'channel' && account !== 'second-account' ? ['channel', '*', ...rest].join('.') : name;
  const found = wording[family] ?? wording[first];
  const fill = (sentence: string) => sentence.replace('{account}', account);
  const well = level === 'info';
  return {
    ...{ name, level },
    says: found ? fill(well ? found.good : found.bad) : message,
    remedy: well ? '' : found ? fill(found.remedy) : remedy,
    detail: [message, remedy].filter(Boolean).join(' · '),
  };
}
