import { beijingDay, parseBeijing, plusDays } from '../../calendar/beijing-time.ts';
import { type QueueWish, queuePost } from '../../delivery/queue-post.ts';
import type { Govcast } from '../../govcast.ts';
import { loadHead } from '../../posts/post-store.ts';
import { retitlePost } from '../../posts/retitle-post.ts';
import { queueParts } from '../../queue-parts.ts';
import { by, choiceOn, lainFor, peopleWith, type Staff, trying, whoIsThere } from './staff.ts';

const HOUR = 3_600_000;
/** What is older than this when somebody gets to it is no news any more. */
const STALE_MS = 10 * 24 * HOUR;

/** The editor goes through drafts and what was returned: shorter titles, channels, times, and on to the signers. */
export async function queueDrafts(staff: Staff, govcast: Govcast): Promise<void> {
  const { db } = govcast.acting;
  const drafts = await db
    .selectFrom('post')
    .select(['id', 'title', 'subjectKind', 'state', 'createdAt'])
    .where('state', 'in', ['draft', 'returned'])
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  for (const draft of drafts) {
    const editor = whoIsThere(staff, govcast, peopleWith(govcast, ['editor']));
    if (editor === undefined || staff.setAside.has(draft.id)) continue;
    const now = govcast.clock.now();
    const choice = choiceOn(staff, `queue ${draft.title}`);
    if (lainFor(staff, `draft ${draft.id} ${draft.state}`, now) < choice.int(0, 8) * (HOUR / 2)) continue;
    if (now - draft.createdAt > STALE_MS || choice.happens(0.05)) {
      staff.setAside.add(draft.id);
      staff.log.say(`editor: sets aside “${draft.title}”`);
      continue;
    }
    await takeProposedTitles(staff, govcast, draft, editor);
    for (const wish of wishesFor(staff, govcast, draft)) {
      const what = `editor: queues “${draft.title}” on ${wish.channel.id}`;
      await trying(staff, what, async () => {
        const { ok } = await queuePost(queueParts(govcast), wish, by(govcast, editor));
        staff.log.say(ok ? what : `${what}: findings block it`);
        if (!ok) staff.setAside.add(draft.id);
      });
      if (staff.setAside.has(draft.id)) break;
    }
  }
}

/** Every draft on the main account; bundles to followers and groups too; some at a time of their own. */
function wishesFor(
  staff: Staff,
  { config, clock }: Govcast,
  draft: { id: string; title: string; subjectKind: string },
) {
  const choice = choiceOn(staff, `channels ${draft.title}`);
  const wishes: QueueWish[] = [];
  for (const channel of config.channels) {
    const isBundle = draft.subjectKind === 'bundle';
    const share = channel.role === 'main' ? 1 : channel.defaultAct === 'message' ? 0.4 : 0.06;
    if (!choice.happens(isBundle ? 1 : share)) continue;
    const tomorrow = parseBeijing(`${plusDays(beijingDay(clock.now()), 1)}T11:20`);
    const pinned = choice.happens(0.1) && tomorrow !== null ? { pinnedAt: tomorrow } : {};
    wishes.push({ post: draft.id, channel, ...pinned });
  }
  return wishes;
}

async function takeProposedTitles(
  staff: Staff,
  { acting, reviewing, composing, config }: Govcast,
  draft: { id: string; title: string },
  editor: string,
): Promise<void> {
  const head = await loadHead(acting.db, draft.id);
  if (!head?.findings.some((f) => f.check === 'title-length' && f.suggestion !== null)) return;
  const wish = { post: draft.id, seenHash: head.post.contentHash, titles: 'proposals' as const };
  await trying(staff, `editor: shorter titles for “${draft.title}”`, async () => {
    await retitlePost(acting, reviewing.people, composing, wish, by({ config }, editor));
    staff.log.say(`editor: takes the shorter title for “${draft.title}”`);
  });
}
