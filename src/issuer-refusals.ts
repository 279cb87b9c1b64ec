import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { CallPerson, GovcastError, Refused, RenewCredentials } from './errors.ts';

/** OAuth errors by which an issuer says that it does not know this client. */
const clientErrors = new Set(['invalid_client', 'unauthorized_client']);

/** What openid-client threw, as a refusal with what to do. Neither tokens nor codes stand in it. */
export function unusable(error: unknown): Error {
  const own = ownError(error);
  if (own) return own;
  if (error instanceof AuthorizationResponseError) return denied(error.error);
  if (error instanceof ResponseBodyError) {
    if (clientErrors.has(error.error)) return strangeClient(error.error);
    return notHolding(`the issuer does not take the code: ${error.error}`);
  }
  if (error instanceof ClientError) {
    if (error.code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return wrongTime();
    if (error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return otherIssuer();
    return notHolding(error.message);
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** Errors of this house come out of the library wrapped. */
function ownError(error: unknown): GovcastError | null {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof GovcastError) return each;
  return null;
}

function denied(why: string): Refused {
  const message = `the issuer sent the person back: ${why}`;
  return new Refused({ code: 'oidc-denied', message, remedy: 'Sign in there again, or ask who runs the issuer.' });
}

function notHolding(why: string): Refused {
  const remedy = 'Begin again on the page /login; if it happens again, run govcast doctor.';
  return new Refused({ code: 'oidc-answer', message: `the answer of the issuer does not hold: ${why}`, remedy });
}

function wrongTime(): Refused {
  return new Refused({
    code: 'oidc-time',
    message: 'the ID token has run out, or does not hold yet',
    remedy: 'Set the clocks of this machine and of the issuer (NTP), then begin again.',
  });
}

function strangeClient(why: string): RenewCredentials {
  return new RenewCredentials({
    code: 'oidc-client',
    message: `the issuer does not know this client: ${why}`,
    place: 'access.oidc.clientSecret',
    remedy: 'Compare access.oidc.clientId and its secret with what is registered with the issuer.',
  });
}

function otherIssuer(): CallPerson {
  return new CallPerson({
    code: 'oidc-issuer',
    message: 'the discovery document is that of another issuer',
    place: 'access.oidc.issuer',
    remedy: 'Write access.oidc.issuer as the issuer names itself in its discovery document, to the letter.',
  });
}
