/**
 * The numbers beside the pages in the side navigation: what waits for this person there, and whether one of them is red
 * or breached. Each is a count by index, bounded, asked for by every page: keep it under some milliseconds.
 */
import type { Person } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';

export interface FrameCount {
  n: number;
  /** Tints the number red. */
  urgent: boolean;
}

type CountFor = (govcast: Govcast, person: Person) => Promise<FrameCount>;

/** By the page's id as the console names it (src/console/frame/pages.ts). A page without an entry has no number. */
export const frameCounts: Readonly<Record<string, CountFor>> = {};
