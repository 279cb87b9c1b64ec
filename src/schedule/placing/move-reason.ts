/** Why a place of the queue stands where it does, in Chinese, from content/wording/planner.yaml. Pure. */
import { barredOn } from '../planner/barred.ts';
import { dayAndTime, fullMoment } from '../planner/moment-text.ts';
import type { PlannedPlacement } from '../planner/plan.ts';
import { filled, type PlanWording } from '../planner/wording.ts';
import type { PlanFacts, Standing } from './plan-facts.ts';
import type { WantedPlace } from './plan-input-of.ts';
import { isSlot, type Planning } from './planning.ts';
import { noWishes } from './post-wishes.ts';

/** Adds the time that the text asked for, where another one came of it; of a time that is tried only that it is no slot. */
export function wordedPlace(
  wording: PlanWording,
  placed: PlannedPlacement,
  { earliestAt, pinnedAt, isTried = false }: Pick<WantedPlace, 'earliestAt' | 'pinnedAt' | 'isTried'>,
): PlannedPlacement {
  if (pinnedAt !== null || earliestAt === null || earliestAt === placed.at) return placed;
  const isBetween = placed.code === 'onTime';
  if (isTried && !isBetween) return placed;
  const { asked, askedBetween, triedBetween } = wording.queue;
  const template = isTried ? triedBetween : isBetween ? askedBetween : asked;
  return { ...placed, reason: filled(template.zh, { wanted: fullMoment(earliestAt), reason: placed.reason }) };
}

/** @param by the post that was placed when this one moved; null when the world changed */
export function whyMoved(
  facts: PlanFacts,
  planning: Planning,
  { standing, placed, by }: { standing: Standing; placed: PlannedPlacement; by: string | null },
): string {
  const { queue } = planning.wording;
  const values = {
    by: facts.titles.get(by ?? '') ?? '',
    was: dayAndTime(standing.at),
    at: dayAndTime(placed.at),
  };
  if (standing.obstacleCode !== null || placed.by !== undefined) return placed.reason;
  if (standing.isPassed) return filled(queue.unsigned.zh, values);
  if (!standsOnSlot(planning, standing)) return filled(queue.noSlotNow.zh, values);
  return by !== null && holdsByItself(facts, planning, standing) ? filled(queue.madeWay.zh, values) : placed.reason;
}

function standsOnSlot({ accounts, calendar }: Planning, { channel, act, at }: Standing): boolean {
  const account = accounts.get(channel);
  return account !== undefined && isSlot(calendar, account, act, at);
}

/** Whether its old moment would do but for what stands beside it. */
function holdsByItself(facts: PlanFacts, { accounts }: Planning, standing: Standing): boolean {
  const account = accounts.get(standing.channel);
  const wishes = facts.wishes.get(standing.post) ?? noWishes;
  const from = standing.earliestAt ?? wishes.earliest ?? Number.NEGATIVE_INFINITY;
  const to = standing.latestAt ?? wishes.latest ?? Number.POSITIVE_INFINITY;
  if (!account || standing.at < from || standing.at > to) return false;
  const own = facts.blackouts.filter(({ channels }) => channels?.includes(standing.channel) ?? true);
  return barredOn({ id: account.id, quietHours: account.quietHours, blackouts: [] }, own)(standing.at) === null;
}
