/**
 * A small OpenID provider on this machine, over real HTTP: discovery, keys, authorise, token, signing out; RS256 by
 * node:crypto. Whoever is sent to it is `person` at once, as at an office where everybody has signed in in the morning. What
 * it does wrong is set in `does`.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';

export interface ProviderFaults {
  /** Claims of the ID token that differ. */
  claims?: Record<string, unknown>;
  /** Signs with a key that it does not publish. */
  otherKey?: boolean;
  /** Names itself so in its discovery document. */
  issuer?: string;
  /** Where its token endpoint is said to be. */
  tokenAt?: string;
  /** Sends everybody back with this error. */
  denies?: string;
  /** Answers every request so. */
  status?: number;
  /** Closes the connection after the code was taken, before the answer. */
  loses?: boolean;
  /** Lets the person press a button before going back. */
  asks?: boolean;
}

export interface TestProvider {
  url: string;
  /** Who is signed in there. */
  person: string;
  /** When he last showed himself there, ms UTC. */
  authenticatedAt: number;
  does: ProviderFaults;
  /** Paths that were asked, in order. */
  asked: string[];
  /** What a browser would follow: goes to an address of `/authorize` and answers the query it is sent back with. */
  visit: (address: string) => Promise<string>;
  close: () => Promise<void>;
}

interface Begun {
  challenge: string;
  nonce: string;
  redirect: string;
}

const b64 = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export async function openProvider(
  now: () => number,
  { clientId = 'govcast', secret = 's3cret' } = {},
): Promise<TestProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const strange = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, Begun>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', provider.url);
    provider.asked.push(url.pathname);
    const { does } = provider;
    const json = (body: object, status = 200) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (does.status) return json({ error: 'fault' }, does.status);
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer: does.issuer ?? provider.url,
        authorization_endpoint: `${provider.url}/authorize`,
        token_endpoint: does.tokenAt ?? `${provider.url}/token`,
        jwks_uri: `${provider.url}/jwks`,
        end_session_endpoint: `${provider.url}/logout`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    if (url.pathname === '/jwks')
      return json({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] });
    if (url.pathname === '/authorize') {
      const of = (name: string) => url.searchParams.get(name) ?? '';
      const back = new URL(of('redirect_uri'));
      back.searchParams.set('state', of('state'));
      if (url.searchParams.get('prompt') === 'login') provider.authenticatedAt = now();
      if (does.denies) back.searchParams.set('error', does.denies);
      else {
        const code = `c${codes.size + 1}`;
        codes.set(code, { challenge: of('code_challenge'), nonce: of('nonce'), redirect: of('redirect_uri') });
        back.searchParams.set('code', code);
      }
      if (!does.asks) return void response.writeHead(302, { location: back.href }).end();
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return void response.end(
        `<!doctype html><html lang="zh-CN"><title>sso</title><a href="${back.href.replaceAll('&', '&amp;')}">以 ${provider.person} 登录</a>`,
      );
    }
    if (url.pathname === '/token') {
      let text = '';
      request.on('data', (part) => {
        text += part;
      });
      return void request.on('end', () => {
        const given = new URLSearchParams(text);
        const begun = codes.get(given.get('code') ?? '');
        codes.delete(given.get('code') ?? '');
        if (does.loses) return void response.destroy();
        if (request.headers.authorization !== `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`)
          return json({ error: 'invalid_client' }, 401);
        const challenge = createHash('sha256')
          .update(given.get('code_verifier') ?? '')
          .digest('base64url');
        if (!begun || begun.challenge !== challenge || begun.redirect !== given.get('redirect_uri'))
          return json({ error: 'invalid_grant' }, 400);
        const at = Math.floor(now() / 1000);
        const claims = {
          ...{
            iss: provider.url,
            sub: `sub-${provider.person}`,
            aud: clientId,
            iat: at,
            exp: at + 300,
            nonce: begun.nonce,
          },
          auth_time: Math.floor(provider.authenticatedAt / 1000),
          preferred_username: provider.person,
          ...does.claims,
        };
        const head = `${b64({ alg: 'RS256', kid: 'k1' })}.${b64(claims)}`;
        const key = does.otherKey ? strange.privateKey : keys.privateKey;
        const idToken = `${head}.${sign('RSA-SHA256', Buffer.from(head), key).toString('base64url')}`;
        json({ access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: idToken });
      });
    }
    if (url.pathname === '/logout')
      return void response.writeHead(302, { location: url.searchParams.get('post_logout_redirect_uri') ?? '/' }).end();
    json({ error: 'not-found' }, 404);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const provider: TestProvider = {
    url: `http://127.0.0.1:${port}`,
    person: 'li-na',
    authenticatedAt: 0,
    does: {},
    asked: [],
    visit: async (to) => {
      const answer = await fetch(to, { redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? '').search.slice(1);
    },
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return provider;
}
