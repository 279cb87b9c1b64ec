/**
 * Calls of a Beijing day that only read, by path, for a new account (channel-apis 3.4). Status queries are dearer than
 * publishing. A path that is not here has no documented limit.
 */
export const queryLimits: Readonly<Record<string, number>> = {
  '/cgi-bin/draft/get': 500,
  '/cgi-bin/draft/batchget': 1_000,
  '/cgi-bin/draft/count': 1_000,
  '/cgi-bin/freepublish/get': 100,
  '/cgi-bin/freepublish/getarticle': 100,
  '/cgi-bin/freepublish/batchget': 100,
};
