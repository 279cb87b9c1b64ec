import type { People } from '../../src/config/people.ts';
import type { PersonAnswer } from '../../src/delivery/answer-question.ts';
import { openQuestion } from '../../src/delivery/delivery-store.ts';
import type { AccountRules } from '../../src/delivery/work.ts';
import { endBlackout } from '../../src/schedule/blackout/end-blackout.ts';
import { type BlackoutWish, startBlackout } from '../../src/schedule/blackout/start-blackout.ts';
import type { EffectKind } from '../../src/store/tables/delivery.ts';
import { openWorld } from './world.ts';

export const head = { person: 'zhang', via: 'cli' as const };

const person = (id: string, role: People['people'][number]['roles'][number]) => ({
  ...{ id, name: id, post: '', section: 'news', roles: [role] },
});
export const people: People = {
  sections: [{ id: 'news', name: '新闻科', liaison: 'zhang' }],
  people: [person('zhang', 'section-head'), person('li', 'editor'), person('shen', 'security-admin')],
};

/** The world of the protocol with people who may start and end a black-out. */
export async function openBlackoutWorld(kind: EffectKind = 'K4', rules: Partial<AccountRules> = {}) {
  const world = await openWorld(kind, { quotas: { publish: [] }, ...rules });
  const acting = { ...world.acting, people };
  const work = { ...world.work, people };
  return {
    ...world,
    people,
    work,
    /** At once on every account, unless it says otherwise. */
    blackOut: (wish: Partial<BlackoutWish> = {}, actor = head) => {
      const base: BlackoutWish = {
        kind: 'mourning',
        reason: '全国哀悼日',
        channels: null,
        includesInternal: false,
        fromAt: null,
        toAt: null,
      };
      return startBlackout(acting, ['fake', 'other'], { ...base, ...wish }, actor);
    },
    endBlackOut: (id: string) => endBlackout(acting, id, head),
    question: (id: string) => openQuestion(world.db, id),
    say: (id: string, answer: PersonAnswer) => world.answer(id, answer),
    ledger: async (object: string) => {
      const lines = await world.db
        .selectFrom('ledgerEntry')
        .select(['act', 'after'])
        .where('object', '=', object)
        .orderBy('seq')
        .execute();
      return lines.map(({ act, after }) => ({ act, after: JSON.parse(after ?? '{}') }));
    },
  };
}

export type BlackoutWorld = Awaited<ReturnType<typeof openBlackoutWorld>>;
