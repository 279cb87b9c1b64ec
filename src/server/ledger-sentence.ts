/** The ledger as people read it: sentences instead of codes (console, section 5, 台账). */
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../config/read-yaml.ts';

const wordingSchema = z.record(z.string(), z.string().min(1));

/** What is said of an act, by its code; `{what}` stands for the name of its object. */
export type LedgerWording = z.output<typeof wordingSchema>;

/** @throws ConfigProblems naming file and line of content/wording/ledger.yaml */
export function readLedgerWording(contentFolder: string): LedgerWording {
  return readYaml(join(contentFolder, 'wording', 'ledger.yaml'), wordingSchema).value;
}

/** Acts of a domain (`post`), for the filter; all that have a sentence. */
export function actsOf(wording: LedgerWording, domain: string): string[] {
  return Object.keys(wording).filter((act) => act.startsWith(`${domain}.`));
}

/** `签了《…》` with the name of the object as it stands in a sentence; an act without a sentence is given by its code. */
export function ledgerSentence(wording: LedgerWording, act: string, what: string | null): string {
  return (wording[act] ?? `记下“${act}”{what}`).replace('{what}', what ?? '');
}
