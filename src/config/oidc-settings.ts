/** `access.oidc` of config/govcast.yaml: sign-in at the identity provider of the office (OpenID Connect). Absent, as by default, there is none. */
import { z } from 'zod';
import { secretSchema } from './environment.ts';

const plainAddress = (name: string) =>
  z
    .url({ protocol: /^https?$/, error: `an address of ${name}` })
    .max(300)
    .refine((url) => !/^https?:\/\/[^/]*@|[?#]/.test(url), 'an address without credentials, query and fragment');

export const oidcSettings = z
  .strictObject({
    /** Issuer as its discovery document names it, without `/.well-known/…`. Its host alone is asked, private or not. */
    issuer: plainAddress('the issuer'),
    clientId: z.string().min(1).max(200),
    /** Where the secret of the client stands; null for a client that has none (PKCE alone). */
    clientSecret: secretSchema.nullable().default(null),
    /** The claim of the ID token whose value is the id of a person in people.yaml, to the letter. */
    claim: z
      .string()
      .regex(/^[A-Za-z][\w:./-]*$/, 'the name of a claim')
      .default('preferred_username'),
    /** What is asked for; it has to bring the claim into the ID token. */
    scope: z
      .string()
      .regex(/^openid( [\w:./-]+)*$/, '`openid` and what else is asked for')
      .default('openid profile'),
    /** Address of the console's page `/login/return`, as it is registered with the issuer. */
    returnTo: plainAddress('/login/return of the console').refine(
      (url) => new URL(url).pathname === '/login/return',
      'an address that ends in /login/return',
    ),
    /** Who may still sign in by password: everybody, the three administrators (for the day the issuer is silent), nobody. */
    passwords: z.enum(['everybody', 'administrators', 'nobody']).default('everybody'),
    /** Whether signing out here also signs out at the issuer, and so of whatever else the office uses with it. */
    signsOutThere: z.boolean().default(false),
    /** Allows an issuer without TLS, in a network that nobody else can listen to. */
    allowHttp: z.boolean().default(false),
    /** Longest time of one call to the issuer, ms. */
    timeoutMs: z.int().min(1_000).max(60_000).default(10_000),
  })
  .refine((o) => o.allowHttp || o.issuer.startsWith('https://'), {
    path: ['issuer'],
    error: 'an address that begins with https://',
    params: { remedy: 'Use https; only in a closed network set access.oidc.allowHttp.' },
  });

export type OidcSettings = z.output<typeof oidcSettings>;
