import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import type { CustomFetch } from 'openid-client';
import type { Clock } from './clock.ts';
import type { OidcSettings } from './config/oidc-settings.ts';
import { CallPerson, FixContent, TryLater } from './errors.ts';
import { addressGuard } from './portal/fetch/address-guard.ts';

/** No document of an issuer is longer, bytes. */
const MOST_BYTES = 256 * 1024;

/**
 * How openid-client asks the issuer: the configured host alone, which may be a private one, whatever the issuer's documents
 * name; no redirect, no proxy, no second try.
 * @throws CallPerson for another host, TryLater for an issuer that is silent or broken
 */
export function issuerFetch({ issuer, timeoutMs }: OidcSettings, clock: Clock): CustomFetch {
  const guard = addressGuard({ base: issuer, hosts: [], allowPrivate: true });
  const { lookup } = guard;
  const agents = { httpAgent: new HttpAgent({ lookup }), httpsAgent: new HttpsAgent({ lookup }) };
  const limits = { maxRedirects: 0, proxy: false, maxContentLength: MOST_BYTES } as const;
  return async (address, { method, headers, body }) => {
    checkHost(guard.check, address);
    try {
      const {
        status,
        data,
        headers: said,
      } = await axios.request<ArrayBuffer>({
        ...{ method, url: address, headers, ...agents, ...limits },
        ...(body === undefined || body === null ? {} : { data: String(body) }),
        responseType: 'arraybuffer',
        validateStatus: () => true,
        signal: clock.timeout(timeoutMs),
      });
      if (status >= 500) throw silent(address, `it answered ${status}`);
      const type = String(said['content-type'] ?? '');
      return new Response(status === 204 || status === 304 ? null : data, {
        status,
        headers: { 'content-type': type },
      });
    } catch (error) {
      if (error instanceof TryLater) throw error;
      throw silent(address, axios.isCancel(error) ? `no answer within ${timeoutMs} ms` : wordsOf(error));
    }
  };
}

function checkHost(check: (url: URL) => void, address: string): void {
  try {
    check(new URL(address));
  } catch (error) {
    if (!(error instanceof FixContent)) throw error;
    throw new CallPerson({
      code: 'oidc-host',
      message: `the issuer names ${address}, which is not on its own host`,
      place: 'access.oidc.issuer',
      remedy: 'Have the issuer name all its addresses on the host of access.oidc.issuer.',
    });
  }
}

function silent(address: string, why: string): TryLater {
  return new TryLater({
    code: 'oidc-unavailable',
    message: `the issuer cannot be asked: ${why}`,
    place: new URL(address).host,
    remedy: 'See that the identity provider runs and that this machine reaches it; sign in by password meanwhile.',
  });
}

/** An error of axios carries the request with its secret: only its words go on. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
