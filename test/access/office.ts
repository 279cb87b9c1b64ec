/** A desk of access on a fresh store: three administrators and some staff, with a clock of the test's. */
import type { AccessDesk, Visit } from '../../src/access/access-desk.ts';
import { followConsole } from '../../src/access/follow-console.ts';
import { setPassword } from '../../src/access/set-password.ts';
import { type TestClock, testClock } from '../../src/clock.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { type People, peopleSchema } from '../../src/config/people.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { openTestStore, testActing } from '../store/test-store.ts';

export const MORNING = Date.UTC(2026, 10, 23, 1, 12);
export const GOOD = 'Qiu-Shui-2026';
export const from: Visit = { address: '10.0.0.12', agent: 'a browser' };
const office = { section: 'office' };

export function people(): People {
  return peopleSchema.parse({
    sections: [{ id: 'office', name: '办公室', liaison: 'zhao-min' }],
    people: [
      { id: 'zhao-min', name: '赵敏', post: '办公室主任', ...office, roles: ['section-head'] },
      { id: 'li-na', name: '李娜', post: '编辑', ...office, roles: ['editor'] },
      { id: 'he-yong', name: '何勇', post: '系统管理员', ...office, roles: ['system-admin'] },
      { id: 'liu-fang', name: '刘芳', post: '安全管理员', ...office, roles: ['security-admin'] },
      { id: 'tang-xin', name: '唐欣', post: '审计员', ...office, roles: ['auditor'] },
    ],
  });
}

export interface TestOffice {
  desk: AccessDesk;
  clock: TestClock;
  give: (person: string, password?: string) => Promise<void>;
  close: () => Promise<void>;
}

export async function openOffice(): Promise<TestOffice> {
  const store = await openTestStore();
  const clock = testClock(MORNING);
  const config = { people: people(), settings: { office: { ...defaultSettings.office } } };
  const desk: AccessDesk = {
    acting: testActing(store.db, clock),
    people: config.people,
    settings: defaultSettings.access,
    office: '示例市住房和城乡建设局',
    lookAgain: followConsole(store.db, config),
    secret: () => 'ab'.repeat(32),
    onReset: async () => {},
  };
  const give = async (person: string, password = GOOD) => {
    const wish = { person: personOf(desk.people, person), password, mustChange: false };
    await setPassword(desk, { person: 'liu-fang', via: 'console' }, wish);
  };
  return { desk, clock, give, close: store.close };
}
