import { secondaryKey, urlKey } from '../portal/url-key.ts';

/**
 * What pages are joined by when one links to the other: the CMS's own id where the address carries one (an article
 * stands under several columns), else the identity of the address. Null for what is no web address.
 */
export function linkAddressKey(address: string): string | null {
  return /^https?:/iu.test(address) && URL.canParse(address) ? (secondaryKey(address) ?? urlKey(address)) : null;
}
