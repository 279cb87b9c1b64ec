import type { Clock } from '../../clock.ts';
import type { PortalPage } from './portal-page.ts';
import { beijingMs } from './portal-page.ts';

/** What has happened to the pages: by the sandbox's clock, or because a rehearsal asked for it. */
export interface PortalState {
  /** The page's text now. */
  textOf(page: PortalPage): string;
  /** Whether the page has gone, and whether its server admits it (404) or not (200 with 页面不存在). */
  goneOf(page: PortalPage): 'no' | 'hard' | 'soft';
  /** The last change of the page, ms UTC. */
  changedAt(page: PortalPage): number;
  revise(page: PortalPage): void;
  withdraw(page: PortalPage, soft: boolean): void;
}

export function portalState(clock: Clock): PortalState {
  const revised = new Map<number, number>();
  const withdrawn = new Map<number, { soft: boolean; at: number }>();

  /** When the page was revised or withdrawn; null as long as it was not. */
  const since = (page: PortalPage, kind: 'revised' | 'withdrawn'): number | null => {
    const asked = kind === 'revised' ? revised.get(page.id) : withdrawn.get(page.id)?.at;
    if (asked !== undefined) return asked;
    if (page.trap?.kind !== kind) return null;
    const at = beijingMs(page.trap.at);
    return clock.now() >= at ? at : null;
  };

  return {
    textOf(page) {
      if (since(page, 'revised') === null) return page.text;
      return page.trap?.kind === 'revised'
        ? page.trap.text
        : `${page.text}\n更正说明：本页内容已经核对更新，以此为准。`;
    },
    goneOf(page) {
      if (since(page, 'withdrawn') === null) return 'no';
      const soft = withdrawn.get(page.id)?.soft ?? (page.trap?.kind === 'withdrawn' && page.trap.soft);
      return soft ? 'soft' : 'hard';
    },
    changedAt(page) {
      return Math.max(beijingMs(page.publishedAt), since(page, 'revised') ?? 0, since(page, 'withdrawn') ?? 0);
    },
    revise: (page) => void revised.set(page.id, clock.now()),
    withdraw: (page, soft) => void withdrawn.set(page.id, { soft, at: clock.now() }),
  };
}
