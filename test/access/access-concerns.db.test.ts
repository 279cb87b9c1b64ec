import { afterEach, beforeEach, expect, test } from 'vitest';
import { changePassword } from '../../src/access/change-password.ts';
import { closeAccount } from '../../src/access/close-account.ts';
import { logIn } from '../../src/access/log-in.ts';
import { newPassword } from '../../src/access/new-password.ts';
import { confirmFactor, endFactor, offerFactor } from '../../src/access/second-factor.ts';
import { codeAt } from '../../src/access/totp.ts';
import { accessConcerns } from '../../src/access-concerns.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { from, GOOD, openOffice, type TestOffice } from './office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const security = { person: 'liu-fang', via: 'console' as const };
const own = { person: 'li-na', via: 'console' as const };
const concerns = () => accessConcerns(office.desk.acting.db, office.desk.people, office.clock.now());

test('whose password, second factor or account somebody else has touched is told, and so is every auditor; for three days', async () => {
  const { desk } = office;
  const { password } = await newPassword(desk, security, 'li-na');
  const { session } = await logIn(desk, { name: 'li-na', password }, from);
  const chosen = { present: password, next: GOOD };
  await changePassword(desk, own, personOf(desk.people, 'li-na'), chosen, { session: session.id, visit: from });
  const { secret } = await offerFactor(desk, own);
  await confirmFactor(desk, own, codeAt(secret, office.clock.now()));
  await endFactor(desk, security, 'li-na');
  await closeAccount(desk, { person: 'he-yong', via: 'console' }, 'li-na', true);
  await newPassword(desk, { person: 'operator', via: 'cli', systemUser: 'root' }, 'zhao-min');
  const found = await concerns();
  expect(found.map(({ kind, about, fields }) => [kind, about, fields.by])).toEqual([
    ['access.password', 'person:li-na', '刘芳'],
    ['access.factor', 'person:li-na', '刘芳'],
    ['access.closed', 'person:li-na', '何勇'],
    ['access.password', 'person:zhao-min', '服务器操作员'],
  ]);
  expect(found[0]?.to).toEqual([{ person: 'li-na' }, { role: 'auditor' }]);
  office.clock.moveBy(72 * 60 * 60_000);
  expect(await concerns()).toEqual([]);
});
