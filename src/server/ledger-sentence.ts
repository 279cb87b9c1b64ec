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

/** Whether the sentence of an act says in whose place it was done: signatures and ticks, given and taken back. */
export function namesThePlace(wording: LedgerWording, act: string): boolean {
  return wording[act]?.includes('{for}') ?? false;
}

/** What a sentence is filled with. */
export interface Filling {
  /** The name of the object as it stands in a sentence. */
  what: string | null;
  /** How the person is called in whose place it was done. */
  absent?: string | null;
  /** The gate it is about, by its name. */
  gate?: string | null;
}

/** `签了《…》`, `代周科长签了《…》`, `勾了《…》的政策关`; an act without a sentence is given by its code. */
export function ledgerSentence(wording: LedgerWording, act: string, { what, absent, gate }: Filling): string {
  const standing = absent ? (wording['standing-in'] ?? '').replace('{person}', absent) : '';
  return (wording[act] ?? `记下“${act}”{what}`)
    .replace('{for}', standing)
    .replace('{gate}', gate ?? wording['some-gate'] ?? '')
    .replace('{what}', what ?? '');
}
