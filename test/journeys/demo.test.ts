import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

interface Stage {
  ok: boolean;
  count: number;
  ids: string[];
}

describe('the demo', () => {
  it('takes pages of the portal to confirmed posts, requests and clocks, and says so in the fixed shape', async () => {
    const { stdout } = await run('node', ['dist/main.js', 'demo', '--json'], { maxBuffer: 16 * 1024 * 1024 });
    const demo = JSON.parse(stdout);
    const stages: Record<string, Stage> = demo.stages;
    expect(Object.keys(stages)).toEqual([
      'crawl',
      'link',
      'compose',
      'check',
      'review',
      'plan',
      'deliver',
      'confirm',
      'inbox',
      'cadence',
    ]);
    for (const [name, stage] of Object.entries(stages)) {
      expect({ name, ok: stage.ok }).toEqual({ name, ok: true });
      expect(stage.count).toBeGreaterThan(0);
      expect(stage.ids.length).toBeGreaterThan(0);
    }
    expect(demo).toMatchObject({ ok: true, clock: { from: '2026-11-20T08:00:00+08:00' } });
    expect(stages.crawl!.count).toBeGreaterThanOrEqual(60);
    expect(demo.stages.link.truth.wrong).toBe(0);

    const acts = demo.stages.deliver.sent.map((s: { channel: string; act: string }) => `${s.channel} ${s.act}`);
    expect(acts.sort()).toEqual(['notice-group message', 'service massSend', 'sub draft', 'sub publish']);
    const published = demo.stages.deliver.sent.filter(
      (s: { act: string }) => s.act === 'publish' || s.act === 'massSend',
    );
    for (const sent of published)
      expect(sent).toMatchObject({ platformId: expect.any(String), url: expect.stringMatching(/^http/) });
    for (const request of demo.stages.inbox.requests)
      expect(request.dueAt).toMatch(/^2026-1[12]-\d\dT23:59:59\+08:00$/);
  }, 120_000);
});
