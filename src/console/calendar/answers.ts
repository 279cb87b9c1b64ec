/** What the API answers about the calendar, under the names of this page. */
import type { paths } from '../generated/api.d.ts';

type Answer<P> = P extends { responses: { 200: { content: { 'application/json': infer T } } } } ? T : never;

export type Lanes = Answer<paths['/api/v1/calendar']['get']>;
export type Month = Answer<paths['/api/v1/calendar/month']['get']>;
export type Lane = Lanes['lanes'][number];
export type LaneItem = Lanes['items'][number];
export type LaneNote = Lanes['notes'][number];
export type Proposal = Answer<paths['/api/v1/calendar/proposals']['get']>['proposals'][number];
export type ShownPlace = Answer<paths['/api/v1/calendar/places/{place}']['get']>;
export type Tried = Answer<paths['/api/v1/calendar/try']['post']>;
export type Moved = Answer<paths['/api/v1/calendar/move']['post']>;
export type Act = LaneItem['act'];

/** An item that a person moves: one of the calendar that stands for a post. */
export interface Movable {
  id: string;
  post: string;
  channel: string;
  title: string;
  act: Act;
  at: number;
}

/** Null for what nobody moves: sent, begun, or sent by hand. */
export function movableOf({ id, post, channel, title, act, at, movable }: LaneItem): Movable | null {
  return movable && post !== null ? { id, post, channel, title, act, at } : null;
}
