import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Portal } from '../../config/portals.ts';
import { FixContent } from '../../errors.ts';

/** What may be asked at all. Holds for every request and every hop of a redirect. */
export interface AddressGuard {
  /**
   * Scheme, credentials, host, port, and the address itself where the host is one.
   * @throws FixContent `address-refused`
   */
  check: (url: URL) => void;
  /**
   * Resolves a name and refuses it when any of its addresses is not public. Given to the agents, so that the address
   * that was checked is the one that is connected to: a second look-up cannot answer differently.
   */
  lookup: LookupFunction;
}

type Resolve = (host: string, done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;

const resolveBySystem: Resolve = (host, done) => systemLookup(host, { all: true, verbatim: true }, done);

/** @param resolve asks for the addresses of a name; the system's resolver unless a test brings its own */
export function addressGuard(
  portal: Pick<Portal, 'base' | 'hosts' | 'allowPrivate'>,
  resolve: Resolve = resolveBySystem,
): AddressGuard {
  const check = (url: URL) => {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(url, `${url.protocol} is not http`);
    if (url.username || url.password) throw refused(url, 'it carries credentials');
    if (!isHostOf(portal, url)) throw refused(url, `${hostAndPort(url)} is not a host of the portal`);
    const host = hostOf(url);
    if (ipaddr.isValid(host) && !portal.allowPrivate && !isPublic(host)) throw refused(url, `${host} is not public`);
  };
  const lookup: LookupFunction = (host, options, done) => {
    resolve(host, (error, addresses) => {
      const first = addresses?.[0];
      if (error || !first) return done(error ?? new Error(`${host} has no address`), '', 0);
      const hidden = portal.allowPrivate ? undefined : addresses.find(({ address }) => !isPublic(address));
      if (hidden) return done(refused(new URL(`http://${host}/`), `${host} is ${hidden.address}`), '', 0);
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
  return { check, lookup };
}

/** Whether an address is on one of the hosts of a portal; ports are 80 and 443 unless named. */
export function isHostOf(portal: Pick<Portal, 'base' | 'hosts'>, url: URL): boolean {
  const allowed = new Set([hostAndPort(new URL(portal.base)), ...portal.hosts.map((host) => host.toLowerCase())]);
  const usualPort = url.port === '';
  return allowed.has(hostAndPort(url)) || (usualPort && allowed.has(`${hostOf(url)}:${usual(url)}`));
}

/**
 * Whether an address is one of the public internet: not private, loopback, link-local, unique local, carrier-grade NAT,
 * reserved, and not one of those in an IPv6 coat (mapped, 6to4, Teredo, NAT64).
 */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

function hostOf(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

function hostAndPort(url: URL): string {
  return url.port ? `${hostOf(url)}:${url.port}` : hostOf(url);
}

function usual(url: URL): string {
  return url.protocol === 'https:' ? '443' : '80';
}

function refused(url: URL, why: string): FixContent {
  return new FixContent({
    code: 'address-refused',
    message: `${url.protocol}//${url.host}${url.pathname} is not asked: ${why}`,
    place: url.host,
    remedy:
      'If the address is right, name its host under hosts in the portal file, or set allowPrivate for an intranet.',
  });
}
