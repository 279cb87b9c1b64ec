/** Which answers of the API an act changes: the first part of its name, to the first parts of paths below /api/v1. */
export const actDomains: Readonly<Record<string, readonly string[]>> = {
  item: ['items', 'columns', 'bundles', 'today'],
  column: ['columns', 'today'],
  source: ['items', 'sources', 'today'],
  pair: ['bundles', 'items', 'today'],
  link: ['bundles', 'items', 'today'],
  bundle: ['bundles', 'items', 'today', 'calendar'],
  policy: ['bundles', 'items'],
  post: ['posts', 'review', 'today', 'calendar', 'items', 'bundles'],
  draft: ['posts', 'today'],
  review: ['review', 'posts', 'today', 'calendar'],
  finding: ['posts', 'review'],
  substitute: ['substitutes', 'review', 'today'],
  placement: ['calendar', 'today', 'posts', 'matrix'],
  plan: ['calendar', 'today', 'posts', 'matrix'],
  delivery: ['today', 'calendar', 'matrix', 'posts', 'deliveries'],
  blackout: ['today', 'calendar', 'matrix', 'blackouts', 'frame'],
  channel: ['matrix', 'today', 'calendar'],
  account: ['matrix', 'people', 'today'],
  repost: ['matrix', 'today', 'calendar'],
  cadence: ['today', 'matrix', 'calendar'],
  proposal: ['today', 'calendar', 'matrix'],
  request: ['requests', 'today'],
  comment: ['requests', 'today'],
  reply: ['requests', 'today'],
  notice: ['notices', 'today'],
  person: ['people', 'frame', 'review', 'today'],
  credential: ['people', 'review', 'today'],
  publication: ['matrix', 'today', 'calendar', 'posts'],
  'due-date': ['requests', 'today', 'bundles'],
  session: ['session', 'people'],
  token: ['tokens'],
  config: ['system', 'calendar', 'matrix', 'today', 'frame'],
  calendar: ['calendar', 'system', 'today', 'requests'],
};

/** Acts that change less than their domain does: a word among colleagues, a look at who wrote. */
const narrow: Readonly<Record<string, readonly string[]>> = { 'request.note': ['requests'], 'request.unmask': [] };

/** Domains of acts that change no number of the navigation: who comes and goes, and who was told. */
const uncounted = new Set(['concern', 'factor', 'feed', 'notice', 'session', 'token']);

/** Everything of these prefixes may have changed; every act writes a line of the ledger and nearly every one may change a count. */
export function prefixesOf(act: string): readonly string[] {
  const domain = act.split('.')[0] ?? '';
  const few = narrow[act];
  if (few) return [...few, 'ledger'];
  const changed = [...(actDomains[domain] ?? [domain, `${domain}s`, 'today']), 'ledger'];
  return uncounted.has(domain) ? changed : [...changed, 'frame'];
}
