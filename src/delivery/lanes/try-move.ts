/** What a move would come to: the planner's answer and everything that goes with it, with nothing written. */
import { beijingDay, endOfDay, startOfDay } from '../../calendar/beijing-time.ts';
import { requireOpen } from '../../channels/require-open.ts';
import { AskedWrongly, asProblem, Refused } from '../../errors.ts';
import { findPost } from '../../posts/post-store.ts';
import { postUnknown } from '../../review/load-chain.ts';
import { placementsOf } from '../../schedule/placement-store.ts';
import { choosePlaces } from '../../schedule/placing/choose-places.ts';
import { readPlanFacts } from '../../schedule/placing/plan-fact-store.ts';
import type { PlanFacts } from '../../schedule/placing/plan-facts.ts';
import type { Planning } from '../../schedule/placing/planning.ts';
import { noWishes, wishesOf } from '../../schedule/placing/post-wishes.ts';
import type { Db } from '../../store/database.ts';
import { findLiveDelivery } from '../delivery-store.ts';
import { movability } from '../movable-delivery.ts';
import { markOf } from '../move-mark.ts';
import {
  codeOf,
  reasonOf,
  refusalOf,
  type Search,
  type Tried,
  type TryAct,
  type TryAsked,
  takenBy,
  touchedBy,
} from './try-answer.ts';

interface Trying {
  db: Db;
  planning: Planning;
}

/**
 * Tries a post at a moment of a channel: the same moment first, then that day, then another act that needs no quota, then a
 * later day; and what the real move would come to there. Pins are tried as moves would pin them.
 * @throws Refused for an unknown post
 * @throws AskedWrongly for an unknown channel
 */
export async function tryMove({ db, planning }: Trying, asked: TryAsked, now: number): Promise<Tried> {
  const { post, channel, at: wantedAt } = asked;
  const [found, account] = [await findPost(db, post), planning.accounts.get(channel)];
  if (!found) throw postUnknown(post);
  if (!account) throw channelUnknown(channel);
  const place = (await placementsOf(db, post)).find((each) => each.channel === channel) ?? null;
  const was = place && { at: place.at, act: place.act, pinned: place.pinned === 1 };
  const act = place?.act ?? asked.act ?? account.acts[0] ?? 'draft';
  const answer: Tried = {
    ...{ verdict: 'refused', wantedAt, at: null, act, was, code: null, reason: '', taken: null, warning: null },
    ...{ moves: [], losses: [], signatures: found.state, nextPossibleAt: null, mark: null },
  };
  const barred = await whyNot(db, asked, now);
  if (barred) return { ...answer, code: barred };
  const wishes = (await wishesOf(db, [post])).get(post) ?? noWishes;
  const facts = await readPlanFacts(db, planning, [channel], { post, wishes }, now);
  const bounds = { earliestAt: place?.earliestAt ?? null, latestAt: place?.latestAt ?? null };
  const search = searchOf(facts, planning, asked, act, account.acts);
  if (!search.found) return { ...answer, ...refusalOf(search.refused) };
  const { at, act: by } = search.found;
  const pinned = choosePlaces(facts, planning, { post, places: [{ channel, act: by, pinnedAt: at, ...bounds }] });
  const [stands] = pinned.placed;
  if (!stands) return { ...answer, ...refusalOf(pinned.refused[0]) };
  const touched = touchedBy(facts, pinned);
  const warning = stands.warning ?? null;
  const isSame = at === wantedAt && by === act && warning === null;
  const fits = isSame && touched.moves.length + touched.losses.length === 0;
  const code = at === wantedAt && by === act ? null : codeOf(facts, account, asked, act, search);
  return {
    ...answer,
    ...{ verdict: fits ? 'fits' : 'differs', at, act: by, code, warning, ...touched },
    reason: code === null ? '' : reasonOf(search.found, search.refused, wantedAt),
    taken: code === 'quotaDay' ? takenBy(facts, asked, act) : null,
    mark: place ? markOf(pinned, place) : null,
  };
}

/** The code of what no planner can help: its time has passed, it has begun, the account is closed. */
async function whyNot(db: Db, { post, channel, at }: TryAsked, now: number): Promise<string | null> {
  if (at <= now && beijingDay(at) < beijingDay(now)) return 'past';
  const delivery = await findLiveDelivery(db, post, channel);
  if (delivery && !(await movability(db, delivery)).isOpen) return 'delivery-begun';
  try {
    await requireOpen(db, channel, at);
  } catch (error) {
    if (error instanceof Refused) return asProblem(error).code;
    throw error;
  }
  return null;
}

function searchOf(
  facts: PlanFacts,
  planning: Planning,
  { post, channel, at, exact }: TryAsked,
  act: TryAct,
  acts: readonly TryAct[],
): Search {
  const day = beijingDay(at);
  const first = Math.max(startOfDay(day), facts.now + 1);
  const from = Math.max(at, first);
  const look = (by: TryAct, window: { pinnedAt?: number; earliestAt: number | null; latestAt: number | null }) =>
    choosePlaces(facts, planning, { post, places: [{ channel, act: by, pinnedAt: null, isTried: true, ...window }] });
  if (exact) {
    const choice = look(act, { pinnedAt: from, earliestAt: null, latestAt: null });
    return { found: choice.placed[0] ?? null, refused: choice.refused[0] };
  }
  const today = { earliestAt: from, latestAt: endOfDay(day) };
  const sameTime = look(act, today);
  const anyTime = sameTime.placed[0] ? sameTime : look(act, { ...today, earliestAt: first });
  const refused = sameTime.refused[0];
  if (anyTime.placed[0]) return { found: anyTime.placed[0], refused };
  // A publish takes no mass send of the day and is an update all the same.
  if (act === 'massSend' && acts.includes('publish')) {
    const other = [today, { ...today, earliestAt: first }].flatMap((window) => look('publish', window).placed)[0];
    if (other) return { found: other, refused };
  }
  const later = look(act, { earliestAt: from, latestAt: null }).placed[0];
  return { found: later ?? null, refused };
}

function channelUnknown(channel: string): AskedWrongly {
  const remedy = 'Take the id of the account from `govcast channel list`.';
  return new AskedWrongly({
    code: 'channel-unknown',
    message: `there is no account ${channel}`,
    place: channel,
    remedy,
  });
}
