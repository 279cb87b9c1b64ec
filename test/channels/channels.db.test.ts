import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChannel } from '../../src/channels/channels.ts';
import type { WechatConfig } from '../../src/config/channels.ts';
import { type Rehearsal, rehearse } from './rehearsal.ts';

let stage: Rehearsal;
beforeAll(async () => {
  stage = await rehearse();
});
afterAll(() => stage.stop());

const account = (more: Partial<WechatConfig>) => {
  const config = stage.config('sub') as WechatConfig;
  return openChannel({ ...config, ...more }, stage.deps);
};

describe('a configured account', () => {
  it('has the acts it may do and no ability beyond them', () => {
    const drafts = account({ acts: ['draft'], defaultAct: 'draft' });
    expect(Object.keys(drafts.descriptor.acts)).toEqual(['draft']);
    expect(Object.keys(drafts.descriptor.quotas)).toEqual(['draft']);
    expect(drafts.poll).toBeUndefined();
    expect(drafts.look).toBeDefined();
  });

  it('W-1 keeps one mass send a day or four a month unless the account has its own quota', () => {
    expect(stage.channel('sub').descriptor.quotas.massSend).toEqual([{ period: 'day', limit: 1 }]);
    expect(stage.channel('service').descriptor.quotas.massSend).toEqual([{ period: 'month', limit: 4 }]);
    const special = account({ quotas: { massSend: [{ period: 'day', limit: 3 }] } });
    expect(special.descriptor.quotas.massSend).toEqual([{ period: 'day', limit: 3 }]);
    expect(special.descriptor.quotas.publish).toEqual([{ period: 'day', limit: 100 }]);
  });

  it('N-10 can add no followers, likes, reads or votes: draft, publish, mass send and message are all there is', () => {
    const acts = new Set(
      ['sub', 'service', 'notice-group'].flatMap((id) => Object.keys(stage.channel(id).descriptor.acts)),
    );
    expect([...acts].sort()).toEqual(['draft', 'massSend', 'message', 'publish']);
  });
});
