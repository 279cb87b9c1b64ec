/**
 * The key of an address for joining pages by their links: scheme, www, index page, fragment and session words left out.
 * Null for what is no web address.
 */
export function linkAddressKey(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  for (const name of ['xxgkhide', 'uid', 'pageNum', 'spm', 'from']) url.searchParams.delete(name);
  const path = url.pathname.replace(/\/{2,}/gu, '/').replace(/\/(?:index|default)\.s?html?$/u, '/');
  return `${url.host.replace(/^www\./u, '')}${path.replace(/\/$/u, '')}${url.search}`;
}
