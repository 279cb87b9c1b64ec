/** The ways in which a sign-in at the office's identity provider is refused here. */
import { Refused } from '../errors.ts';

export function oidcBeforeSetup(): Refused {
  const remedy = 'Go through the first run first.';
  return new Refused({ code: 'oidc-before-setup', message: 'nobody has a password yet', remedy });
}

/** The browser that comes back is not the one that went, or what it brings was made elsewhere. */
export function strangeState(): Refused {
  return new Refused({
    code: 'oidc-state',
    message: 'the answer belongs to no sign-in that this browser has begun',
    remedy: 'Begin again on the page /login.',
  });
}

export function usedAnswer(): Refused {
  return new Refused({
    code: 'oidc-used',
    message: 'this answer was taken already, or the sign-in is forgotten',
    remedy: 'Begin again on the page /login.',
  });
}

export function lateAnswer(): Refused {
  const remedy = 'Begin again on the page /login.';
  return new Refused({ code: 'oidc-expired', message: 'the sign-in was begun too long ago', remedy });
}

/** @param name what the issuer called him */
export function unknownToHouse(name: string): Refused {
  return new Refused({
    code: 'oidc-person',
    message: `the issuer names ${name}, and there is no such person`,
    place: name,
    remedy: 'Ask the system administrator to add the person under exactly this id; nobody is added by signing in.',
    values: { name },
  });
}

export function closedAccount(): Refused {
  return new Refused({
    code: 'account-closed',
    message: 'the account is closed',
    remedy: 'Ask the system administrator to open it again.',
  });
}

/** Who shows himself again has to be the one who sits there, and has to have done so now. */
export function notShownAgain(why: 'person' | 'time' | 'session'): Refused {
  const said = {
    person: 'the issuer names somebody else than the person of the session',
    time: 'the issuer does not say that the person has shown himself just now',
    session: 'the session has ended in between',
  };
  return new Refused({ code: `oidc-again-${why}`, message: said[why], remedy: 'Do it again, or use the password.' });
}

/** The office lets this person show who he is by its identity provider, or by a code, only. */
export function passwordConfirmsNot(): Refused {
  return new Refused({
    code: 'confirm-by-office',
    message: 'access.oidc.passwords does not let this person show who he is by password',
    remedy: 'Show it at the identity provider of the office, or by a code.',
  });
}

/** The office lets this person in by its identity provider only. */
export function passwordsClosed(): Refused {
  return new Refused({
    code: 'login-by-office',
    message: 'access.oidc.passwords does not let this person in by password',
    remedy: 'Sign in at the identity provider of the office.',
  });
}
