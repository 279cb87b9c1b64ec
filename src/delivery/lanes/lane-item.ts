/** How an item of the calendar looks and what is said of it. Pure. */
import type { DeliveryState } from '../../store/tables/delivery.ts';
import type { ReviewState } from '../../store/tables/posts.ts';

/** The look by edge and fill, as the legend has them: 已发, 已签已排, 等签名, 等手机确认, 草稿占位, 没发出. */
export const itemStates = ['sent', 'signed', 'sign', 'phone', 'draft', 'failed'] as const;
export type ItemState = (typeof itemStates)[number];

/** What exactly stands behind the look. */
export const itemWords = [
  'sent',
  'by-hand',
  'planned',
  'sending',
  'accepted',
  'sign',
  'phone',
  'hand-off',
  'doubt',
  'draft',
  'failed',
  'no-place',
] as const;
export type ItemWord = (typeof itemWords)[number];

const looks: Readonly<Record<ItemWord, ItemState>> = {
  sent: 'sent',
  'by-hand': 'sent',
  planned: 'signed',
  sending: 'signed',
  accepted: 'signed',
  sign: 'sign',
  phone: 'phone',
  'hand-off': 'phone',
  doubt: 'phone',
  draft: 'draft',
  failed: 'failed',
  'no-place': 'failed',
};

export interface ItemFacts {
  postState: ReviewState;
  deliveryState: DeliveryState | null;
  deliveryReason: string | null;
  /** Whether its place is lost. */
  isLost: boolean;
}

/** A person is asked: to publish it by hand, what became of it, or what to do with what was not sent. */
const askedFor: Readonly<Record<string, ItemWord>> = {
  'hand-off': 'hand-off',
  'hand-off-void': 'hand-off',
  doubt: 'doubt',
  silent: 'doubt',
};

/** What is said of a place: by its delivery when there is one, else by the review of its post. */
export function itemWord({ postState, deliveryState, deliveryReason, isLost }: ItemFacts): ItemWord {
  const reason = deliveryReason ?? '';
  if (deliveryState === 'published') return 'sent';
  if (deliveryState === 'sending') return 'sending';
  if (deliveryState === 'doubtful') return 'doubt';
  if (deliveryState === 'accepted') return reason === 'confirmation' ? 'phone' : 'accepted';
  if (deliveryState === 'asking') return askedFor[reason] ?? 'failed';
  if (isLost) return 'no-place';
  if (deliveryState === 'planned' || postState === 'approved') return 'planned';
  return postState === 'in-review' ? 'sign' : 'draft';
}

export function lookOf(word: ItemWord): ItemState {
  return looks[word];
}

/** Whether a person may still give it another time, as far as its state says; whether a call has begun is asked when he does. */
export function isMovable(word: ItemWord): boolean {
  return word === 'planned' || word === 'sign' || word === 'draft' || word === 'no-place' || word === 'hand-off';
}
