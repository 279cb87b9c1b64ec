/**
 * What state a delivery is in follows from its attempts, by the pure functions of this file and nothing else
 * (delivery protocol, sections 2 and 3; docs/states.md is checked against the tables below).
 */
import type { AttemptState, DeliveryState } from '../store/tables/delivery.ts';

/** States in which a worker may have something to do; the partial index delivery_work covers exactly these. */
export const workingStates = ['planned', 'sending', 'doubtful', 'accepted'] as const satisfies DeliveryState[];
export const finalStates: ReadonlySet<DeliveryState> = new Set(['published', 'dropped']);

export const stateLabels: Record<DeliveryState, string> = {
  planned: '已排',
  sending: '正在发',
  doubtful: '结果待核对',
  accepted: '已受理',
  asking: '等您处理',
  published: '已发布',
  dropped: '没发出',
};

/** What staff read beside the state of a delivery that waits for something other than its time, by the row's reason. */
export const waitingTexts: Readonly<Record<string, string>> = {
  queries: '今天向平台查询结果的次数已用完：先等平台通知，零点后再查，不会重复发送。急用可到账号后台看一眼。',
  confirmation:
    '平台在等账号管理员在手机上确认（“公众平台安全助手”）；请提醒管理员。过了等候的时限会再来问您，不会重复发送。',
  'catch-up': '已过原定时间，正在补发：同一账号一条接一条，间隔按账号的设置。',
  blackout: '停发期间不发；停发结束后逐条问“发、改期还是不发”。',
  held: '稿件已被人工暂缓，放行之前不发。',
  embargo: '稿件有禁发时限，到时才发。',
  paused: '账号已暂停，恢复之后再发。',
  quota: '当天的发布次数已用完，下一个周期再发。',
};

/** Which state may follow which (protocol section 3; rows that stay are not listed). Final states are never left (I4). */
export const transitions: Record<DeliveryState, readonly DeliveryState[]> = {
  planned: ['sending', 'accepted', 'asking', 'published', 'dropped'],
  sending: ['planned', 'doubtful', 'accepted', 'asking', 'published', 'dropped'],
  doubtful: ['sending', 'planned', 'accepted', 'asking', 'published', 'dropped'],
  accepted: ['asking', 'published'],
  asking: ['planned', 'accepted', 'published', 'dropped'],
  published: [],
  dropped: [],
};

/** The part of an attempt that decides; `visible` is whether its step's effect is seen outside. */
export interface AttemptFact {
  state: AttemptState;
  visible: boolean;
}

/** Nothing can have gone out: every attempt of every visible step is closed by a definite no (I3). */
export function isSure(attempts: readonly AttemptFact[]): boolean {
  return attempts.every((a) => !a.visible || a.state === 'failed' || a.state === 'none');
}

export type Rest = { state: 'planned' } | { state: 'asking'; reason: string } | { state: 'dropped' };

/**
 * The state that the attempts of a delivery demand.
 * @param counting attempts of the step that counts (the act's last one)
 * @param leased whether a worker holds the delivery
 * @param rest what is left for a rule to say when nothing succeeded, is answered or open
 */
export function stateOf(
  counting: readonly AttemptState[],
  open: boolean,
  leased: boolean,
  rest: Rest,
): { state: DeliveryState; reason: string | null } {
  if (counting.includes('succeeded')) return { state: 'published', reason: 'fact' };
  if (counting.includes('answered')) return { state: 'accepted', reason: null };
  if (open) return { state: leased ? 'sending' : 'doubtful', reason: null };
  return { state: rest.state, reason: rest.state === 'asking' ? rest.reason : null };
}

/** Something known about an attempt, whoever brings it: an answer, an event, a look or a poll. */
export type FactKind = 'published' | 'accepted' | 'failed';

/**
 * The attempt's state after a fact. The first definite outcome stays; a fact about an attempt that was closed as
 * having had no effect changes nothing but raises an alarm (two truths; only an invisible pause can cause it).
 */
export function attemptAfter(state: AttemptState, fact: FactKind): { state: AttemptState; alarm: boolean } {
  if (state === 'succeeded' || state === 'failed') {
    return { state, alarm: (state === 'succeeded') !== (fact === 'published') && fact !== 'accepted' };
  }
  if (state === 'none') return { state, alarm: true };
  if (fact === 'published') return { state: 'succeeded', alarm: false };
  if (fact === 'failed') return { state: 'failed', alarm: false };
  return { state: 'answered', alarm: false };
}

/**
 * The delivery's state after a fact changed one of its attempts. Final states never move; a failure moves a delivery
 * in front of a person unless another attempt is still undecided or a person has just ordered a repeat.
 */
export function deliveryAfter(
  state: DeliveryState,
  counting: readonly AttemptState[],
  open: boolean,
): { state: DeliveryState; reason: string | null } | null {
  if (finalStates.has(state)) return null;
  const rest: Rest = state === 'planned' ? { state: 'planned' } : { state: 'asking', reason: 'refused' };
  const next = stateOf(counting, open, state === 'sending', rest);
  const waits = next.state === 'doubtful' || next.state === 'sending' || next.state === state;
  return waits ? null : next;
}
