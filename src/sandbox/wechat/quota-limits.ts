/** Calls a Beijing day of a new account (channel-apis 3.4), by path. A path that is not here has no limit. */
export const dailyLimits: Record<string, number> = {
  '/cgi-bin/token': 2_000,
  '/cgi-bin/stable_token': 500_000,
  '/cgi-bin/media/upload': 100_000,
  '/cgi-bin/media/uploadimg': 100_000,
  '/cgi-bin/media/get': 200_000,
  '/cgi-bin/material/add_material': 100_000,
  '/cgi-bin/message/custom/send': 500_000,
  '/cgi-bin/message/mass/sendall': 100,
  '/cgi-bin/message/mass/send': 100,
  '/cgi-bin/draft/add': 1_000,
  '/cgi-bin/draft/get': 500,
  '/cgi-bin/draft/delete': 1_000,
  '/cgi-bin/draft/update': 1_000,
  '/cgi-bin/draft/count': 1_000,
  '/cgi-bin/draft/batchget': 1_000,
  '/cgi-bin/freepublish/submit': 100,
  '/cgi-bin/freepublish/get': 100,
  '/cgi-bin/freepublish/delete': 10,
  '/cgi-bin/freepublish/getarticle': 100,
  '/cgi-bin/freepublish/batchget': 100,
  '/cgi-bin/comment/list': 1_000,
  '/cgi-bin/comment/reply/add': 1_000,
};

/** Other counters: forced refreshes of the stable token, previews by WeChat id, clear_quota, mass calls. */
export const otherLimits: Record<string, number> = {
  force_refresh: 20,
  towxname: 100,
  clear_quota: 10,
  'mass-minute': 60,
};

/** Mass sends in the account's own period: a 公众号 1 a day, a 服务号 4 a month (channel-apis 3.2). */
export const massLimits = { subscription: { per: 'day', limit: 1 }, service: { per: 'month', limit: 4 } } as const;
