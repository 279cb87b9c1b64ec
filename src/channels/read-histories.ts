import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Logger } from '../log.ts';
import type { Channel } from './channel.ts';
import { ensurePasts, pastsDue } from './history-store.ts';
import { type PageRead, readHistoryPage } from './read-history.ts';

const WORKER: Actor = { person: 'govcast', via: 'worker' };
/** Of one look; the next goes on where this one stopped. */
const PAGES_AT_ONCE = 100;

/**
 * Reads what accounts have published before govcast kept them, and once a day what has come since by other hands. A new
 * account is read from its first look on; nothing waits for it.
 */
export async function readHistories(
  acting: Acting,
  channels: ReadonlyMap<string, Channel>,
  log: Logger,
  stopping: () => boolean = () => false,
): Promise<void> {
  const now = acting.clock.now();
  const accounts = [...channels.values()];
  await ensurePasts(
    acting.db,
    accounts.map(({ id, history }) => ({ id, canRead: history !== undefined })),
    now,
  );
  const readable = accounts.filter((each) => each.history).map((each) => each.id);
  for (let pages = 0; pages < PAGES_AT_ONCE && !stopping(); ) {
    const due = await pastsDue(acting.db, readable, acting.clock.now(), PAGES_AT_ONCE);
    let read: PageRead | null = null;
    for (const past of due) {
      const channel = channels.get(past.channel);
      if (!channel || stopping() || pages >= PAGES_AT_ONCE) continue;
      pages += 1;
      read = await readHistoryPage(acting, channel, past, WORKER);
      if (read?.problem) log.info('the history of an account waits', { channel: channel.id, code: read.problem });
    }
    if (read === null) return;
  }
}
