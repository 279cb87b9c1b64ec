/** What queueing needs from the rest of the house; commands, loops and proposals build from here. */
import type { QueueParts } from './delivery/queue-everywhere.ts';
import type { Govcast } from './govcast.ts';

export function queueParts({ acting, planning, reviewing, work }: Govcast): QueueParts {
  return { acting, planning, reviewing, descriptorOf: (id) => work.channel(id).descriptor };
}
