import { expect, test } from 'vitest';
import { changesNumbers } from '../../src/server/routes/frame-routes.ts';
import { bearsOnHouse } from '../../src/today/bearing-acts.ts';

test('closing an account bears on what waits, for whoever stands in rests with it; coming and going does not', () => {
  for (const act of ['credential.close', 'credential.open', 'person.change', 'substitute.end'])
    expect([act, bearsOnHouse(act), changesNumbers(act)]).toEqual([act, true, true]);
  for (const act of ['session.begin', 'token.make', 'notice.seen'])
    expect([act, bearsOnHouse(act), changesNumbers(act)]).toEqual([act, false, false]);
});
