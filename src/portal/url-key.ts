/** Parameters that lead to the same page: how it was reached, or on which list page its row stood. */
const IDLE_PARAMETERS = /^(?:xxgkhide|uid|pagenum|from|spm|utm_\w+|_t|timestamp)$/i;

/**
 * The identity of an address (portal-pages 5): without scheme, `www.`, usual port, fragment, `index.html`, doubled
 * slashes and idle parameters. Two addresses with one key are one page.
 */
export function urlKey(address: string): string {
  const url = new URL(address);
  const host = url.host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/:(?:80|443)$/, '');
  const path = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:index|default)\.(?:s?html?|jhtml|jsp|php|aspx?)$/i, '/');
  const kept = [...url.searchParams]
    .filter(([name]) => !IDLE_PARAMETERS.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const query = kept.map(([name, value]) => `${name}=${value}`).join('&');
  return `${host}${path}${query === '' ? '' : `?${query}`}`;
}

/**
 * The CMS's own id in an address, with its host: one article stands under several columns, each with an address of its own
 * (`art_COL_ID`). Null when the address carries none.
 */
export function secondaryKey(address: string): string | null {
  const url = new URL(address);
  const id =
    /\/art_\d+_(\d+)\.html/.exec(url.pathname)?.[1] ??
    /\/art_([0-9a-f]{32})\.html/.exec(url.pathname)?.[1] ??
    /\/(t20\d{6}_\d+)\.s?html?/.exec(url.pathname)?.[1] ??
    /\/(?:doc_|post_|content_)?([0-9a-f]{24,32})\.s?html/.exec(url.pathname)?.[1] ??
    /\/(post_\d+)\.html/.exec(url.pathname)?.[1];
  return id ? `${url.host.toLowerCase().replace(/^www\./, '')}#${id}` : null;
}
