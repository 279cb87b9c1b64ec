import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../config/read-yaml.ts';

/** What staff read about a failure (console, section 9): what it is, why, what to do next. */
export interface ErrorText {
  title: string;
  cause: string;
  next: string;
}

const text = z.strictObject({ title: z.string().min(1), cause: z.string().min(1), next: z.string().min(1) });
const wordingSchema = z.record(z.string(), z.strictObject({ zh: text, en: text }));

/** Texts by error code: `wechat-40164`, `wecom-93000`. */
export type ErrorWording = z.output<typeof wordingSchema>;

/**
 * Reads the wording of all platforms from `content/wording`.
 * @throws ConfigProblems naming file and line
 */
export function readErrorWording(contentFolder: string): ErrorWording {
  const files = ['wechat-errors.yaml', 'wecom-errors.yaml'];
  return Object.assign({}, ...files.map((file) => readYaml(join(contentFolder, 'wording', file), wordingSchema).value));
}

/**
 * The text for a code, with placeholders filled. `{ip|that address}` says what stands there when no value is known. A
 * code without an entry gets the entry `unknown`, which names it.
 */
export function errorText(
  wording: ErrorWording,
  code: string,
  language: 'zh' | 'en',
  values: Readonly<Record<string, string>> = {},
): ErrorText {
  const entry = (wording[code] ?? wording[familyOf(code)] ?? wording.unknown)?.[language];
  const fill = (line: string) =>
    line.replace(/\{(\w+)(?:\|([^}]*))?\}/g, (_all, name: string, otherwise: string | undefined) =>
      name === 'code' ? code : (values[name] ?? otherwise ?? '…'),
    );
  if (!entry) return { title: code, cause: code, next: code };
  return { title: fill(entry.title), cause: fill(entry.cause), next: fill(entry.next) };
}

/** What an answer's text tells for the placeholders: the address that the platform saw (40164). */
export function valuesIn(detail: string): Record<string, string> {
  const ip = /invalid ip ([0-9a-fA-F.:]*[0-9a-fA-F])/.exec(detail)?.[1];
  return ip ? { ip } : {};
}

/** `wechat-err(20001)` falls back to `wechat-err`. */
function familyOf(code: string): string {
  return code.replace(/\(.*\)$/, '');
}
