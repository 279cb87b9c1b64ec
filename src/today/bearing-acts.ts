/** Domains of the acts that change nothing of what waits in the house: who comes and goes, who was told, requests. */
const beside = new Set([
  ...['comment', 'concern', 'factor', 'feed', 'inbound', 'notice', 'reply', 'request', 'session', 'token'],
]);

/** `post` of `post.save`. */
export function domainOf(act: string): string {
  return act.split('.')[0] ?? '';
}

/** Whether an act may change what waits in the house, or what goes out. */
export function bearsOnHouse(act: string): boolean {
  return !beside.has(domainOf(act));
}
