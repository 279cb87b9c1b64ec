/** Why a placement stands where it does and not at its nominal slot (planner A.4). */
export const placementCodes = [
  'onTime',
  'pinned',
  'kept',
  'displaced',
  'replanned',
  'quotaDay',
  'quotaMonth',
  'full',
  'gap',
  'lead',
  'blackout',
  'quiet',
  'after',
  'sameDay',
  'withinHours',
  'merged',
  'arranged',
] as const;
export type PlacementCode = (typeof placementCodes)[number];
