/** Refusals as RFC 9457 problems: a code for programs, and for people in Chinese what happened and what to do next. */

import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../../config/read-yaml.ts';
import {
  AskedWrongly,
  asProblem,
  CallPerson,
  FixContent,
  GovcastError,
  Refused,
  RenewCredentials,
  TryLater,
} from '../../errors.ts';
import { fillSentence } from '../../fill-sentence.ts';

const text = z.strictObject({ title: z.string().min(1), remedy: z.string().min(1) });
const wordingSchema = z.record(z.string(), z.strictObject({ zh: text, en: text.optional() }));

/** What people read by the code of a problem; `unknown` stands for codes without an entry. */
export type ProblemWording = z.output<typeof wordingSchema>;

/** @throws ConfigProblems naming file and line of content/wording/problems.yaml */
export function readProblemWording(contentFolder: string): ProblemWording {
  return readYaml(join(contentFolder, 'wording', 'problems.yaml'), wordingSchema).value;
}

export const problemSchema = z.object({
  type: z.string(),
  /** In Chinese, for people. */
  title: z.string(),
  status: z.number(),
  /** In English, exact. */
  detail: z.string(),
  code: z.string(),
  place: z.string().optional(),
  /** In Chinese: what to do next. */
  remedy: z.string(),
  /** Number of the incident in the log, for failures of the house itself. */
  incident: z.string().optional(),
});
export type ApiProblem = z.output<typeof problemSchema>;

/** Any thrown thing as a problem; what is unexpected carries the number under which the log has it, and nothing else of it. */
export function problemOf(wording: ProblemWording, error: unknown, incident: string): ApiProblem {
  const status = statusOf(error);
  const { code: given, message, place } = asProblem(error);
  const code = given === 'unexpected' && status < 500 ? unreadable(status) : given;
  const own = status >= 500 && code === 'unexpected';
  const known = wording[own ? 'unexpected' : code]?.zh ?? wording.unknown?.zh;
  return {
    type: `urn:govcast:problem:${code}`,
    title: filled(known?.title ?? message, error),
    status,
    detail: own ? 'an unexpected failure; the log has it under the number of the incident' : message,
    code,
    ...(place === undefined ? {} : { place }),
    remedy: filled(known?.remedy ?? asProblem(error).remedy, error),
    ...(own ? { incident } : {}),
  };
}

/** What HTTP itself refuses before a route is asked: a body that is no JSON, or too much of it. */
function unreadable(status: number): string {
  return status === 413 ? 'too-large' : 'request';
}

/** `{name}` becomes the value of that name that the error carries. */
function filled(text: string, error: unknown): string {
  const values = error instanceof GovcastError ? error.values : undefined;
  return values ? fillSentence(text, values) : text;
}

const notThere = /-unknown$|^not-found$/;
const unsigned = new Set(['not-signed-in', 'token']);
const forbidden = new Set([
  'role-missing',
  'scope-missing',
  'session-needed',
  'csrf',
  'not-yours',
  'substitute-not-yours',
  'login-wrong',
  'setup-code-wrong',
  'login-locked',
  'login-by-office',
  'account-closed',
  'no-roles',
  'oidc-person',
  'code-needed',
  'code-used',
  'confirm-needed',
  'own-token-needed',
  'password-change-needed',
]);

/** The status by what follows from the error, and for refusals by their code. */
export function statusOf(error: unknown): number {
  if (error instanceof AskedWrongly) return 400;
  if (error instanceof Refused) {
    if (unsigned.has(error.code)) return 401;
    if (forbidden.has(error.code)) return 403;
    return notThere.test(error.code) ? 404 : 409;
  }
  if (error instanceof FixContent || error instanceof CallPerson || error instanceof RenewCredentials) return 409;
  if (error instanceof TryLater) return error.code === 'login-too-many' ? 429 : 503;
  const known = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  return Number.isInteger(known) && known >= 400 ? known : 500;
}
