/** The identity provider of the office over HTTP: OpenID Connect with code, PKCE (S256), state, nonce, and signed ID tokens. */
import * as client from 'openid-client';
import type { Issuer, IssuerAnswer } from './access/issuer.ts';
import { type Clock, systemClock } from './clock.ts';
import { readSecret } from './config/environment.ts';
import type { OidcSettings } from './config/oidc-settings.ts';
import { GovcastError, Refused } from './errors.ts';
import { issuerFetch } from './issuer-fetch.ts';
import { unusable } from './issuer-refusals.ts';

/** Clocks may go wrong by this much between here and the issuer, s. */
const TOLERANCE_S = 60;

/** An issuer, and what doctor asks of it. */
export interface OpenIssuer extends Issuer {
  /** @throws as `authorizeAt` */
  look: () => Promise<void>;
}

/**
 * Its documents are read for each sign-in: they are short, a renewed key holds at once, and an issuer that was silent is
 * heard as soon as it speaks.
 */
export function openIssuer(settings: OidcSettings, clock: Clock): OpenIssuer {
  const { claim, clientId, issuer, returnTo, scope } = settings;
  const open = () => guarded(() => configured(settings, clock));
  return {
    look: async () => void (await open()),
    authorizeAt: async ({ state, nonce, verifier }, again) => {
      const configuration = await open();
      const asked = {
        ...{ redirect_uri: returnTo, scope, state, nonce },
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(again ? { prompt: 'login', max_age: '0' } : {}),
      };
      return guarded(async () => client.buildAuthorizationUrl(configuration, asked).href);
    },
    identify: async (query, { state, nonce, verifier }) => {
      const address = new URL(returnTo);
      address.search = query;
      const configuration = await open();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await guarded(() => client.authorizationCodeGrant(configuration, address, checks));
      return answerOf(tokens.claims() ?? {}, claim, issuer);
    },
    signOutAt: async () => {
      const back = new URL('/login', returnTo).href;
      try {
        const configuration = await open();
        if (!configuration.serverMetadata().end_session_endpoint) return null;
        const asked = { post_logout_redirect_uri: back, client_id: clientId };
        return client.buildEndSessionUrl(configuration, asked).href;
      } catch (error) {
        if (error instanceof GovcastError) return null;
        throw error;
      }
    },
  };
}

/** What the issuer says of itself, and how this client shows itself to it. */
async function configured(settings: OidcSettings, clock: Clock): Promise<client.Configuration> {
  const { allowHttp, clientId, clientSecret, issuer } = settings;
  const fetch = issuerFetch(settings, clock);
  const execute = [client.enableNonRepudiationChecks, ...(allowHttp ? [client.allowInsecureRequests] : [])];
  const found = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
    execute,
    [client.customFetch]: fetch,
  });
  const server = found.serverMetadata();
  const secret = clientSecret === null ? null : readSecret(clientSecret);
  // openid-client reads the machine's clock; this has it read ours.
  const skew = Math.round((clock.now() - systemClock().now()) / 1000);
  const metadata = { [client.clockSkew]: skew, [client.clockTolerance]: TOLERANCE_S };
  const configuration = new client.Configuration(server, clientId, metadata, shownBy(secret, server));
  configuration[client.customFetch] = fetch;
  for (const turn of execute) turn(configuration);
  return configuration;
}

/** By HTTP Basic, which every issuer takes that does not say otherwise (RFC 8414, 2). */
function shownBy(secret: string | null, server: client.ServerMetadata): client.ClientAuth {
  if (secret === null) return client.None();
  const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return ways.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
}

function answerOf(claims: Record<string, unknown>, claim: string, issuer: string): IssuerAnswer {
  const { [claim]: name, auth_time: authTime } = claims;
  if (typeof name === 'string' && name !== '')
    return { name, authenticatedAt: typeof authTime === 'number' ? Math.floor(authTime * 1000) : null };
  throw new Refused({
    code: 'oidc-claim',
    message: `the ID token of ${issuer} carries no ${claim}`,
    place: 'access.oidc.claim',
    remedy: 'Name a claim that the issuer puts into the ID token, or ask for the scope that brings it.',
    values: { claim },
  });
}

async function guarded<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw unusable(error);
  }
}
