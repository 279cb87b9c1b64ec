import { z } from 'zod';
import { readYaml } from '../config/read-yaml.ts';
import { CallPerson } from '../errors.ts';
import { fillSentence } from '../fill-sentence.ts';
import type { Finding } from './finding.ts';

const text = z.strictObject({ message: z.string(), remedy: z.string() });
const entry = z.strictObject({
  severity: z.enum(['blocking', 'warning', 'note']),
  rule: z.string(),
  zh: text,
  en: text,
});
const schema = z.record(z.string(), entry);

/** Findings by check, as `content/wording/posts.yaml` words them. */
export type FindingWording = z.infer<typeof schema>;

/** @throws ConfigProblems naming file and line */
export function readFindingWording(file: string): FindingWording {
  return readYaml(file, schema).value;
}

/**
 * A finding that concerns the whole article, worded from data; `{name}` in the wording is replaced by `values.name`.
 * @throws CallPerson when the wording lacks the check: the release is incomplete
 */
export function worded(
  wording: FindingWording,
  check: string,
  values: Record<string, string | number> = {},
  suggestion: string | null = null,
): Finding {
  const found = wording[check];
  if (!found) {
    const remedy = `Add ${check} to content/wording/posts.yaml, or take the file from the release.`;
    throw new CallPerson({ code: 'wording-missing', message: `no wording for the finding ${check}`, remedy });
  }
  const filled = (template: string) => fillSentence(template, values, () => '');
  const { severity, rule, zh } = found;
  const excerpt = String(values.excerpt ?? '');
  return {
    check,
    severity,
    start: 0,
    end: 0,
    excerpt,
    message: filled(zh.message),
    rule,
    remedy: filled(zh.remedy),
    suggestion,
  };
}
