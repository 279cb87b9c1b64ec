import type { QuotaStand } from '../channels/quota-uses.ts';

/** The quota that people have to mind: mass sends where there are any, messages elsewhere; the tightest of several. */
export function mainQuota(quotas: readonly QuotaStand[]): QuotaStand | null {
  const minded = quotas.filter(({ act }) => act === 'massSend' || act === 'message');
  const free = ({ limit, held, byHand }: QuotaStand) => limit - held - byHand;
  return minded.toSorted((a, b) => free(a) - free(b))[0] ?? null;
}
