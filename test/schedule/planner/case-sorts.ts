import type { CaseSort } from './random-plan.ts';

const simple: CaseSort = {
  channels: 1,
  posts: 6,
  days: 3,
  merging: false,
  gaps: false,
  months: true,
  after: true,
  coupling: false,
  acts: ['publish'],
};

/** The sorts of small cases that the planner is measured on (planner A.2). */
export const sorts: Readonly<Record<string, CaseSort>> = {
  'one lane, one post a message': simple,
  'one lane, merging and gaps': { ...simple, merging: true, gaps: true },
  'three channels': { ...simple, channels: 3, posts: 5, merging: true, gaps: true },
  'three channels, days and hours shared': {
    ...simple,
    channels: 3,
    posts: 5,
    merging: true,
    gaps: true,
    coupling: true,
  },
  'two acts as well': {
    ...simple,
    channels: 2,
    posts: 5,
    merging: true,
    gaps: true,
    coupling: true,
    acts: ['publish', 'massSend'],
  },
};
