/** What keeps a post from a channel inside its window (planner A.4). */
export const obstacleCodes = [
  'noChannel',
  'noAct',
  'pinPast',
  'past',
  'noSlot',
  'lead',
  'blackout',
  'quiet',
  'after',
  'sameDay',
  'withinHours',
  'quotaMonth',
  'quotaDay',
  'gap',
  'full',
] as const;
export type ObstacleCode = (typeof obstacleCodes)[number];
