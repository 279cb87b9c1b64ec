import type { Clock } from '../../clock.ts';
import type { Portal } from '../../config/portals.ts';
import { Refused } from '../../errors.ts';
import { hostGate } from './host-gate.ts';
import { type HttpReader, httpReader } from './http-reader.ts';

/** Portals with readers that are polite together: two portals on one host share its pace. */
export interface OpenPortals {
  /** As configured, the rehearsal ones where the sandbox answers. */
  portals: Portal[];
  /** By the portal's id. */
  readers: ReadonlyMap<string, HttpReader>;
  /**
   * The bytes at an address of one of the portals; nothing else is read.
   * @throws Refused for an address elsewhere or one that is gone
   */
  readBytes: (address: string) => Promise<Buffer>;
  close: () => void;
}

/** @param sandboxUrl where the sandbox answers, null when it is not used */
export function openPortals(configured: readonly Portal[], clock: Clock, sandboxUrl: string | null): OpenPortals {
  const portals = configured.map((p) => (p.sandbox && sandboxUrl ? { ...p, base: `${sandboxUrl}/` } : p));
  const gate = hostGate(clock);
  const readers = new Map(portals.map((portal) => [portal.id, httpReader(portal, { clock, gate })]));
  return {
    portals,
    readers,
    readBytes: async (address) => {
      const host = URL.canParse(address) ? new URL(address).host : '';
      const portal = portals.find((p) => new URL(p.base).host === host || p.hosts.includes(host));
      const reading = await (portal && readers.get(portal.id))?.read(address);
      if (reading?.is === 'page') return reading.bytes;
      throw elsewhere(address);
    },
    close: () => {
      for (const reader of readers.values()) reader.close();
    },
  };
}

function elsewhere(address: string): Refused {
  return new Refused({
    code: 'picture-elsewhere',
    message: `the picture ${address} does not lie on a configured portal, or is gone`,
    place: address,
    remedy: 'Put the picture beside the file, or add its host to the portal in config/portals.',
  });
}
