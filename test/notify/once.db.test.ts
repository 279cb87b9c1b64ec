/** However matters come, go, are taken and are looked at: nobody is told the same twice, and nobody is left out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acknowledgeConcern } from '../../src/notify/acknowledge-concern.ts';
import { AGAIN_AFTER_MS } from '../../src/notify/concern-changes.ts';
import { ENDED } from '../../src/notify/notices-due.ts';
import { tellPeople } from '../../src/notify/tell-people.ts';
import { concern, MINUTE, notifyOf, openTelling, people } from './telling.ts';

const keys = ['a', 'b', 'c', 'd'];
type Step =
  | { do: 'toggle'; key: string; red: boolean }
  | { do: 'take'; key: string }
  | { do: 'wait'; minutes: number }
  | { do: 'crash' };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('toggle' as const), key: fc.constantFrom(...keys), red: fc.boolean() }),
  fc.record({ do: fc.constant('take' as const), key: fc.constantFrom(...keys) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 600 }) }),
  fc.record({ do: fc.constant('crash' as const) }),
);

/** The section head is mailed after 90 minutes and, as it ends, told so; it is back within the day. */
const endHeardAndBack = [
  { do: 'toggle', key: 'c', red: false },
  { do: 'wait', minutes: 90 },
  { do: 'toggle', key: 'c', red: false },
  { do: 'wait', minutes: 10 },
  { do: 'toggle', key: 'a', red: false },
  { do: 'toggle', key: 'c', red: false },
] satisfies Step[];

test('random matters, acknowledgements, waits and crashes tell each person once by each way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const t = await openTelling();
      t.rules(
        notifyOf({
          email: { host: 'mail.example.gov.cn', from: 'fabu@example.gov.cn' },
          rules: [{ ways: ['email'], escalate: [{ after: { minutes: 90 }, to: ['section-head'] }] }],
        }),
      );
      const taken = new Map<string, number>();
      const goneAt = new Map<string, number>();
      const episodes = new Map<string, number>(keys.map((key) => [key, 0]));
      const { db } = t.acting;
      const idOf = async (key: string) =>
        (await db.selectFrom('concern').select('id').where('key', '=', key).executeTakeFirst())?.id;
      /** Whoever was told that it is over is told when it comes back, however soon. */
      const endHeard = async (key: string) =>
        (await db
          .selectFrom('noticeLine')
          .innerJoin('concern', 'concern.id', 'noticeLine.concern')
          .select('noticeLine.person')
          .where('concern.key', '=', key)
          .whereRef('noticeLine.episode', '=', 'concern.episode')
          .where('noticeLine.step', '=', ENDED)
          .executeTakeFirst()) !== undefined;
      try {
        for (const each of steps) {
          const now = t.clock.now();
          if (each.do === 'wait') t.clock.moveBy(each.minutes * MINUTE);
          if (each.do === 'toggle') {
            const stands = t.standing.some((c) => c.key === each.key);
            t.standing = stands
              ? t.standing.filter((c) => c.key !== each.key)
              : [...t.standing, concern({ key: each.key, urgency: each.red ? 'red' : 'normal' })];
            const forLong = now - (goneAt.get(each.key) ?? Number.NEGATIVE_INFINITY) >= AGAIN_AFTER_MS;
            if (stands) goneAt.set(each.key, now);
            else if (forLong || (await endHeard(each.key))) {
              episodes.set(each.key, (episodes.get(each.key) ?? 0) + 1);
              taken.delete(each.key);
            }
          }
          if (each.do === 'crash') {
            const record = async () => Promise.reject(new Error('crash'));
            await tellPeople({ ...t.work, record }).catch(() => {});
          }
          if (each.do === 'take' && t.standing.some((c) => c.key === each.key)) {
            const id = await idOf(each.key);
            if (id) {
              await acknowledgeConcern(t.acting, people, id, { person: 'li-na', via: 'cli' });
              if (!taken.has(each.key)) taken.set(each.key, now);
            }
          }
          await tellPeople(t.work);
        }
        const lines = await db
          .selectFrom('noticeLine')
          .innerJoin('concern', 'concern.id', 'noticeLine.concern')
          .selectAll('noticeLine')
          .select(['concern.key', 'concern.episode as current'])
          .execute();
        for (const key of keys) {
          const told = lines.filter((l) => l.key === key && l.step >= 0);
          const seen = told.map((l) => `${l.episode} ${l.person} ${l.way}`);
          expect(new Set(seen).size).toBe(seen.length);
          const shown = told.filter((l) => l.way === 'console' && l.person === 'li-na');
          expect(shown).toHaveLength(episodes.get(key) ?? 0);
          const at = taken.get(key);
          const after = told.filter((l) => at !== undefined && l.episode === l.current && l.toldAt > at);
          expect(after).toEqual([]);
        }
        const mails = await db.selectFrom('notice').select('id').where('way', '=', 'email').execute();
        const carried = new Set(lines.flatMap((l) => l.notice ?? []));
        expect(mails.filter((m) => !carried.has(m.id))).toEqual([]);
      } finally {
        await t.close();
      }
    }),
    { numRuns: 6, examples: [[endHeardAndBack]] },
  );
});
