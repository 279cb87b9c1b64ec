import type { Clock } from '../../clock.ts';
import type { Portal } from '../../config/portals.ts';
import { hostGate } from './host-gate.ts';
import { type HttpReader, httpReader } from './http-reader.ts';

/** Readers of several portals that are polite together: two portals on one host share its pace. */
export interface Readers {
  /** By the portal's id. */
  byPortal: ReadonlyMap<string, HttpReader>;
  close: () => void;
}

export function openReaders(portals: Portal[], clock: Clock): Readers {
  const gate = hostGate(clock);
  const byPortal = new Map(portals.map((portal) => [portal.id, httpReader(portal, { clock, gate })]));
  return {
    byPortal,
    close: () => {
      for (const reader of byPortal.values()) reader.close();
    },
  };
}
