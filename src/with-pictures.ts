import type { Govcast } from './govcast.ts';
import { openPortals } from './portal/fetch/open-portals.ts';
import type { FetchBytes } from './posts/fetch-images.ts';

/** Does a piece of work that may fetch pictures from the portals; what is open to them is closed behind it. */
export async function withPictures<T>(
  { config, clock, sandboxUrl }: Pick<Govcast, 'config' | 'clock' | 'sandboxUrl'>,
  work: (fetchBytes: FetchBytes) => Promise<T>,
): Promise<T> {
  const { readBytes, close } = openPortals(config.portals, clock, sandboxUrl);
  try {
    return await work(readBytes);
  } finally {
    close();
  }
}
