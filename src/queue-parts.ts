/** What queueing needs from the rest of the house; commands, loops and proposals build from here. */
import type { QueueParts } from './delivery/queue-everywhere.ts';
import type { Govcast } from './govcast.ts';

/** What of a running govcast queueing uses. */
export type QueueHouse = Pick<Govcast, 'acting' | 'planning' | 'reviewing'> & {
  work: Pick<Govcast['work'], 'channel'>;
};

export function queueParts({ acting, planning, reviewing, work }: QueueHouse): QueueParts {
  return { acting, planning, reviewing, descriptorOf: (id) => work.channel(id).descriptor };
}
