import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { OfficeServerSays } from './office-server.ts';
import type { OfficePlace } from './seed-office.ts';

export interface RunningOffice {
  url: string;
  bareUrl: string;
  /** Memory and computing of the server as they are now. */
  look: () => Promise<OfficeServerSays>;
  stop: () => Promise<void>;
}

/** Starts the server of the bench and waits until it listens. @param consoleFolder a built console; none without it */
export async function startOffice(at: OfficePlace, consoleFolder: string | null): Promise<RunningOffice> {
  const file = fileURLToPath(new URL('office-server.ts', import.meta.url));
  const child = fork(file, [JSON.stringify(at), ...(consoleFolder === null ? [] : [consoleFolder])], {
    // The young generation as small as `npm start` has it.
    execArgv: ['--import', 'tsx', '--max-semi-space-size=2'],
  });
  const ended = once(child, 'exit');
  const look = async (): Promise<OfficeServerSays> => {
    const answer = once(child, 'message');
    child.send('look');
    const [says] = await Promise.race([
      answer,
      ended.then(() => {
        throw new Error('the server of the bench has ended');
      }),
    ]);
    return says;
  };
  const { url, bareUrl } = await look();
  const stop = async () => {
    child.disconnect();
    await ended;
  };
  return { url, bareUrl, look, stop };
}
