import { expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { dayFigures } from '../../src/notice-desk.ts';
import { openTestStore, testActing } from '../store/test-store.ts';
import { WEDNESDAY, wording } from './telling.ts';

test('an office without accounts has figures, too', async () => {
  const store = await openTestStore();
  const config = { ...loadConfig('config'), channels: [] };
  const acting = testActing(store.db, testClock(WEDNESDAY));
  expect(await dayFigures({ acting, config }, wording, '2026-11-25')).toEqual(['各账号昨天没有发布', '收到诉求 0 件']);
  await store.close();
});
