import { createRequire } from 'node:module';
import type { Robot } from 'robots-parser';
import type { Clock } from '../../clock.ts';
import { Refused, TryLater } from '../../errors.ts';

/** The package is CommonJS and its types describe a default export that Node does not see. */
const robotsParser: (url: string, text: string) => Robot = createRequire(import.meta.url)('robots-parser');

const KEPT_MS = 24 * 3_600_000;
const ASK_AGAIN_MS = 10 * 60_000;
/** Longer wishes are most likely a slip of the pen; the same bound as the setting `pace.minDelayMs`. */
const MAX_CRAWL_DELAY_MS = 600_000;

/** What came of asking for a robots.txt. */
export type RobotsAnswer = { is: 'text'; text: string } | { is: 'none' } | { is: 'unreachable' };

export interface Robots {
  /**
   * The Crawl-delay that holds for us, ms, 0 when there is none.
   * @throws Refused `robots-disallow`; TryLater `robots-unreachable` when the server cannot say (5xx, no answer): a
   *   server in trouble is left alone (RFC 9309, 2.3.1.4)
   */
  delayFor: (url: URL) => Promise<number>;
}

interface Known {
  robot: Robot | 'unreachable';
  until: number;
}

/**
 * robots.txt of each origin, kept for a day. A missing file (any 4xx) allows everything (RFC 9309, 2.3.1.3).
 * @param ask fetches a robots.txt
 */
export function robots(clock: Clock, userAgent: string, ask: (address: URL) => Promise<RobotsAnswer>): Robots {
  const known = new Map<string, Promise<Known>>();
  const learn = async (origin: string): Promise<Known> => {
    const address = new URL('/robots.txt', origin);
    const answer = await ask(address);
    if (answer.is === 'unreachable') return { robot: 'unreachable', until: clock.now() + ASK_AGAIN_MS };
    const text = answer.is === 'text' ? answer.text : '';
    return { robot: robotsParser(address.href, text), until: clock.now() + KEPT_MS };
  };
  const ofOrigin = async (origin: string): Promise<Known> => {
    // Nothing is awaited before the promise is kept: pages asked for side by side share one look at robots.txt.
    const pending = known.get(origin);
    const before = pending && (await pending);
    if (before && before.until > clock.now()) return before;
    const asked = learn(origin);
    known.set(origin, asked);
    asked.catch(() => known.delete(origin));
    return asked;
  };
  return {
    delayFor: async (url) => {
      const { robot } = await ofOrigin(url.origin);
      if (robot === 'unreachable') throw unreachable(url);
      if (robot.isAllowed(url.href, userAgent) === false) throw disallowed(url);
      return Math.min(MAX_CRAWL_DELAY_MS, (robot.getCrawlDelay(userAgent) ?? 0) * 1000);
    },
  };
}

function unreachable(url: URL): TryLater {
  return new TryLater({
    code: 'robots-unreachable',
    message: `${url.origin}/robots.txt cannot be read, so nothing else of the host is asked for now`,
    place: url.host,
    remedy: 'Nothing to do when it passes; if it stays, ask who runs the portal.',
    retryAfterMs: ASK_AGAIN_MS,
  });
}

function disallowed(url: URL): Refused {
  return new Refused({
    code: 'robots-disallow',
    message: `robots.txt of ${url.host} does not let us read ${url.pathname}`,
    place: url.href,
    remedy: 'Ask who runs the portal to allow govcast, or take the column out of the portal file.',
  });
}
