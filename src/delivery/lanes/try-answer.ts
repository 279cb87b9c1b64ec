/** The answer to a move that is only tried: what it comes to, whom it touches and what bars it. Pure. */
import { beijingDay } from '../../calendar/beijing-time.ts';
import type { Post } from '../../posts/post-store.ts';
import type { Placement } from '../../schedule/placement-store.ts';
import type { Choice } from '../../schedule/placing/choose-places.ts';
import type { PlanFacts } from '../../schedule/placing/plan-facts.ts';
import type { PlannedAccount } from '../../schedule/placing/planning.ts';
import { nextWords } from '../../schedule/planner/explain-obstacle.ts';
import type { ImpossiblePlacement, PlannedPlacement } from '../../schedule/planner/plan.ts';

export type TryAct = Placement['act'];

export interface TryAsked {
  post: string;
  channel: string;
  /** Where a person would put it, ms UTC. */
  at: number;
  /** This very moment, whatever it breaks; else the best one the planner finds from there on. */
  exact: boolean;
  /** How a post goes out that has no place there yet; left out, as the account does first. */
  act?: TryAct | undefined;
}

/** Who else would get another time, or none. Moments are ms UTC. */
export interface Touched {
  post: string;
  title: string;
  channel: string;
  was: number;
  at: number | null;
  /** In Chinese. */
  reason: string;
}

export interface Tried {
  /** `fits`: just there, and nothing else changes. `differs`: possible, but not the same. `refused`: not at all. */
  verdict: 'fits' | 'differs' | 'refused';
  wantedAt: number;
  /** Where it would stand, ms UTC; null when refused. */
  at: number | null;
  act: TryAct;
  /** Where it stands now; null for a post that has no place there. */
  was: { at: number; act: TryAct; pinned: boolean } | null;
  /** Code of what bars the wanted moment or refuses the move (planner A.4, or the act's own code); null when nothing does. */
  code: string | null;
  /** The planner's sentence, in Chinese; what bars the rest of the day when `at` is earlier on it; empty when there is nothing to say. */
  reason: string;
  /** Who has used up what is missing at the wanted time, if it is one post. */
  taken: { title: string; at: number } | null;
  /** What it breaks, in Chinese. */
  warning: string | null;
  moves: Touched[];
  losses: Touched[];
  /** What becomes of signatures: a time is none of the text, so they stand. */
  signatures: Post['state'];
  nextPossibleAt: number | null;
  /** Given to the move, so that it comes to this and to nothing else. */
  mark: string | null;
}

export interface Search {
  found: PlannedPlacement | null;
  /** What bars the wanted day from the wanted moment on, when it is barred. */
  refused: ImpossiblePlacement | undefined;
}

/** What stands in the way, and when it would be possible next (ms UTC). */
export function refusalOf(refused: ImpossiblePlacement | undefined) {
  if (!refused) return { code: 'noSlot', reason: '' };
  return { code: refused.code, reason: refused.obstacle, nextPossibleAt: refused.nextPossible };
}

/** Why it stands where it was found: what bars the wanted moment and all that follows on its day, when it stands before it. */
export function reasonOf(found: PlannedPlacement, refused: ImpossiblePlacement | undefined, wantedAt: number): string {
  if (!refused || found.at >= wantedAt) return found.reason;
  return refused.obstacle.replace(nextWords(refused.nextPossible), '');
}

/** Who gives way, and who loses his place. */
export function touchedBy({ titles }: PlanFacts, { moves, losses }: Choice): { moves: Touched[]; losses: Touched[] } {
  const titled = (post: string) => titles.get(post) ?? post;
  return {
    moves: moves.map(({ standing: { post, channel, at: was }, at, reason }) => {
      return { post, title: titled(post), channel, was, at, reason };
    }),
    losses: losses.map(({ standing: { post, channel, at: was }, obstacle }) => {
      return { post, title: titled(post), channel, was, at: null, reason: obstacle };
    }),
  };
}

/** What bars the wanted moment; a day whose last send is gone is told as such, also where its slots are full. */
export function codeOf(
  facts: PlanFacts,
  { quotas }: PlannedAccount,
  { post, channel, at }: TryAsked,
  act: TryAct,
  { refused, found }: Search,
): string | null {
  const limits = (quotas[act] ?? []).filter(({ period }) => period === 'day').map(({ limit }) => limit);
  const day = beijingDay(at);
  const isThere = (each: { channel: string; act: TryAct; at: number }) =>
    each.channel === channel && each.act === act && beijingDay(each.at) === day;
  const others = facts.standing.filter((each) => each.post !== post && isThere(each));
  const used = facts.used.filter(isThere).reduce((sum, { count }) => sum + count, others.length);
  const code = refused?.code ?? found?.code ?? null;
  const isOnDay = found !== null && found.act === act && beijingDay(found.at) === day;
  return refused && !isOnDay && used >= Math.min(...limits) ? 'quotaDay' : code;
}

/** Who stands on that day by the same act: the sentence names him. */
export function takenBy({ standing, titles }: PlanFacts, { post, channel, at }: TryAsked, act: TryAct): Tried['taken'] {
  const day = beijingDay(at);
  const there = standing.find((each) => {
    return each.channel === channel && each.act === act && each.post !== post && beijingDay(each.at) === day;
  });
  return there ? { title: titles.get(there.post) ?? '', at: there.at } : null;
}
