/** The accounts of matrix.png: what today.png has, with rights as probed, quotas, a filed pause and the repost task. */
import { fileAccount } from '../../../src/channels/file-account.ts';
import { noteRights } from '../../../src/channels/note-rights.ts';
import type { Govcast } from '../../../src/govcast.ts';
import { seedToday } from './today.ts';

const works = { publish: 'works', massSend: 'works', comment: 'works', data: 'works' };
/** As probed on 20 November. */
const rights: Readonly<Record<string, Record<string, string>>> = {
  sub: works,
  property: works,
  hotline: works,
  service: { ...works, comment: '88000' },
  archive: { publish: '48001', massSend: '48001', comment: '88000', data: '48001' },
  quality: { ...works, comment: '88000' },
};

export async function seedMatrix(govcast: Govcast): Promise<void> {
  await seedToday(govcast);
  const { acting, config } = govcast;
  const zhou = { person: 'zhou', via: 'console' as const };
  const probed = { ...acting, clock: { ...acting.clock, now: () => Date.parse('2026-11-20T15:00:00+08:00') } };
  for (const [channel, found] of Object.entries(rights)) await noteRights(probed, zhou, channel, found);
  const unit = '示例市政府办公室';
  const filing = {
    account: 'quality',
    event: 'paused' as const,
    onDay: '2026-11-22',
    unit,
    reason: '并入示例住建发布',
  };
  await fileAccount({ ...acting, people: config.people }, filing, zhou);
  const month = { channel: 'service', quota: 'massSend/month', period: '2026-11' };
  await acting.db
    .insertInto('quota')
    .values({ ...month, byHand: 1 })
    .onConflict((c) => c.columns(['channel', 'quota', 'period']).doUpdateSet({ byHand: 1 }))
    .execute();
  const held = ['a', 'b'].map((attempt) => ({ ...month, attempt, state: 'held' as const, at: 1 }));
  await acting.db.insertInto('quotaHold').values(held).execute();
}
