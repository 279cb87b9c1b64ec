/** A sandbox in a process of its own, to be killed: prints its address, then serves until it ends. */
import { testClock } from '../../src/clock.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';

const [dataDir = '', startAt = '0'] = process.argv.slice(2);
const { url } = await startSandbox({ port: 0, dataDir, clock: testClock(Number(startAt)) });
process.stdout.write(`${url}\n`);
