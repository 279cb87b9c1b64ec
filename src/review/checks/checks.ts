import { join } from 'node:path';
import type { Finding } from '../../posts/finding.ts';
import type { Composed, Limits } from '../../posts/post.ts';
import { type FindingWording, readFindingWording } from '../../posts/wording.ts';
import { visiblePost } from '../visible-text.ts';
import type { Check } from './check.ts';
import { checkFieldLimits, limitChecks } from './field-limits.ts';
import { checkImagesLinks } from './images-links.ts';
import { checkJob } from './job.ts';
import { checkMachineDraft } from './machine-draft.ts';
import { checkMarking } from './marking.ts';
import { checkPersonalData } from './personal-data.ts';
import { checkPublicUntil } from './public-until.ts';

/** Every check, in the order in which editors should mend things. A new one is a file, a line here, a wording, a test. */
export const checks: readonly Check[] = [
  checkMarking,
  checkJob,
  checkPublicUntil,
  checkMachineDraft,
  checkPersonalData,
  checkFieldLimits,
  checkImagesLinks,
];

/** What checks need besides the post: the platform's limits and the wording. */
export interface Checking {
  limits: Limits;
  wording: FindingWording;
}

/** @throws ConfigProblems naming file and line */
export function readChecking(contentFolder: string, limits: Limits): Checking {
  const read = (name: string) => readFindingWording(join(contentFolder, 'wording', name));
  return { limits, wording: { ...read('posts.yaml'), ...read('findings.yaml') } };
}

/** Runs every check over a composed post. Pure. */
export function checkPost(post: Composed, checking: Checking): Finding[] {
  const context = { ...checking, visible: visiblePost(post) };
  return checks.flatMap((check) => check(post, context));
}

/** What composing said and what the checks say, each once. */
export function allFindings(composing: readonly Finding[], post: Composed, checking: Checking): Finding[] {
  return [...composing.filter((f) => !limitChecks.has(f.check)), ...checkPost(post, checking)];
}
