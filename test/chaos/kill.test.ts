import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosSandbox, expectedOf, runChaos, startSandboxAlone } from './chaos-run.ts';
import { sample } from './crash-cases.ts';

let sandbox: ChaosSandbox;
beforeAll(async () => {
  sandbox = await startSandboxAlone();
});
afterAll(() => sandbox.stop());

describe('a worker killed with SIGKILL loses nothing and sends nothing twice', () => {
  it.each(sample)('$kind at $point, $fate, event $event', async (which) => {
    const { state, sent, drafts, questions, killedBy, repeated } = await runChaos(sandbox, which);
    expect(killedBy).toBe('SIGKILL');
    expect({ state, sent }).toEqual(expectedOf(which));
    expect(drafts).toBe(which.kind === 'K4' ? 0 : 1);
    expect(questions).toBe(state.startsWith('asking') ? 1 : 0);
    if (repeated) expect(repeated).toMatchObject({ state: 'published(fact)', sent: 1, questions: 0 });
  });
});
