/** The ways in which access says no. */

import { beijingDay, beijingTime } from '../calendar/beijing-time.ts';
import { momentWords } from '../calendar/day-words.ts';
import { Refused, TryLater } from '../errors.ts';

export function wrongLogin(left: number): Refused {
  return new Refused({
    code: 'login-wrong',
    message: `name or password is wrong; ${left} tries are left`,
    remedy: 'Type both again, or ask the security administrator for a new password.',
    values: { left },
  });
}

export function wrongSetupCode(left: number): Refused {
  return new Refused({
    code: 'setup-code-wrong',
    message: `the setup code is wrong; ${left} tries are left`,
    remedy: 'Type the code that the terminal of govcast shows; it stands in data/setup-code, too.',
    values: { left },
  });
}

/** @param until ms UTC */
export function lockedLogin(until: number, now: number): Refused {
  return new Refused({
    code: 'login-locked',
    message: `locked until ${new Date(until).toISOString()}`,
    remedy: 'Wait, or ask the security administrator to unlock it.',
    values: { until: beijingDay(until) === beijingDay(now) ? beijingTime(until) : momentWords(until, now) },
  });
}

export function codeNeeded(): Refused {
  return new Refused({
    code: 'code-needed',
    message: 'the second factor is needed too',
    remedy: 'Send the six figures of the authenticator, or a recovery code.',
  });
}

/** Nobody has given the person anything to do here. */
export function noRoles(person: string): Refused {
  return new Refused({
    code: 'no-roles',
    message: `${person} has no role`,
    place: `person:${person}`,
    remedy: 'Ask the security administrator for a role.',
  });
}

export function passwordRanOut(): Refused {
  return new Refused({
    code: 'password-ran-out',
    message: 'the password for one login was given more than 72 hours ago',
    remedy: 'Ask the security administrator for a new one.',
  });
}

export function usedCode(): Refused {
  return new Refused({
    code: 'code-used',
    message: 'this code has been taken already',
    remedy: 'Wait for the next code, at most half a minute.',
  });
}

export function sessionTries(): Refused {
  return new Refused({
    code: 'session-tries',
    message: 'wrong too often: this session has ended',
    remedy: 'Sign in again; a forgotten password is reset by the security administrator.',
  });
}

export function tooManyTries(): TryLater {
  return new TryLater({
    code: 'login-too-many',
    message: 'too many wrong tries from this address',
    remedy: 'Wait ten minutes; names are not locked by it.',
    retryAfterMs: 10 * 60_000,
  });
}
