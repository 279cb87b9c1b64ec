/**
 * Errors are broken assumptions or failed outside calls, named by what follows from them.
 * What is wrong with a post's content is not an error but a finding (see review/checks).
 */
export interface Problem {
  /** Stable and machine-readable, kebab-case or a platform's number: `config-value`, `wechat-40164`. */
  code: string;
  /** What happened, in English, one sentence, without secrets. */
  message: string;
  /** Where: a file and line, a portal, a channel, an id. */
  place?: string | undefined;
  /** What a person does about it, one sentence. There is always one. */
  remedy: string;
  /** What wording fills into its `{name}`. */
  values?: Readonly<Record<string, string | number>> | undefined;
  cause?: unknown;
}

export class GovcastError extends Error {
  readonly code: string;
  readonly place: string | undefined;
  readonly remedy: string;
  readonly values: Problem['values'];
  constructor(problem: Problem) {
    super(problem.message, { cause: problem.cause });
    this.name = new.target.name;
    this.code = problem.code;
    this.place = problem.place;
    this.remedy = problem.remedy;
    this.values = problem.values;
  }
}

/** It may work later without anybody doing anything: try again, not before `retryAfterMs` has passed. */
export class TryLater extends GovcastError {
  readonly retryAfterMs: number;
  constructor(problem: Problem & { retryAfterMs?: number }) {
    super(problem);
    this.retryAfterMs = problem.retryAfterMs ?? 60_000;
  }
}

/** A file, a setting or a text has to be changed by whoever wrote it. */
export class FixContent extends GovcastError {}

/** A credential or a permission has to be renewed by an administrator. */
export class RenewCredentials extends GovcastError {}

/** Nothing can be done automatically: stop and put it in front of a person. */
export class CallPerson extends GovcastError {}

/** The act was refused: not allowed, not in this state, or overtaken by somebody else. */
export class Refused extends GovcastError {}

/** The command was given wrongly (exit 2). */
export class AskedWrongly extends GovcastError {}

/** Any thrown thing as a problem that can be printed; unknown things get a remedy too. */
export function asProblem(thrown: unknown): Problem & { message: string } {
  if (thrown instanceof GovcastError) {
    const { code, message, place, remedy } = thrown;
    return place === undefined ? { code, message, remedy } : { code, message, place, remedy };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'unexpected', message, remedy: 'Run again with --verbose and report the message with its stack.' };
}
