import type { Portal } from '../config/portals.ts';
import { FixContent } from '../errors.ts';
import { isHostOf } from './fetch/address-guard.ts';

/** How a single page is asked for, outside the crawl. */
export interface WhoAsks {
  /** With a contact, as the portal files name it. */
  userAgent: string;
  /** Whether its host may lie at a private, loopback or link-local address. */
  allowPrivate: boolean;
}

/**
 * By the portal the page belongs to; a page of no portal is asked for with the contact of the first one, and lies on the
 * public internet.
 * @throws FixContent `contact-missing` when there is no portal file
 */
export function whoAsks(portals: readonly Portal[], url: URL): WhoAsks {
  const own = portals.find((portal) => isHostOf(portal, url));
  const named = own ?? portals[0];
  if (named) return { userAgent: named.userAgent, allowPrivate: own?.allowPrivate ?? false };
  throw new FixContent({
    code: 'contact-missing',
    message: 'no portal file says who is asking',
    place: 'config/portals',
    remedy: 'Write a portal file whose userAgent names an e-mail address or a page.',
  });
}
