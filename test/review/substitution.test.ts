import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusDays } from '../../src/calendar/beijing-time.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { doingOf } from '../../src/review/doing-of.ts';
import { handsOfAll, signerAmong, signersNow, tickerAmong, whyNotTick } from '../../src/review/hands.ts';
import type { Chain } from '../../src/review/review.ts';
import { MOST_DAYS, mayStandIn, substitutionState, whyNotName } from '../../src/review/substitution.ts';

const { people, workflow } = loadConfig('config');
const of = (id: string) => people.people.find((p) => p.id === id) ?? { id, roles: [] };
const today = '2026-11-23';
const wish = { absent: 'sun-lei', standIn: 'zhou-ting', beginsOn: today, endsOn: '2026-11-27', reason: '外出学习' };
type Standing = Parameters<typeof whyNotName>[2];
const codes = (change: Partial<typeof wish>, standing: Standing = []) => {
  const asked = { ...wish, ...change };
  const both = { absent: of(asked.absent), standIn: of(asked.standIn) };
  return whyNotName(asked, both, standing, workflow, today).map(({ code }) => code);
};
const leave = (absent: string, standIn: string, beginsOn = today, endsOn = today) => {
  return { absent, standIn, beginsOn, endsOn };
};

describe('a substitute', () => {
  test('is named by a signer for days from today on, with a reason', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ reason: ' ' })).toEqual(['reason-missing']);
    expect(codes({ beginsOn: '2026-11-22' })).toEqual(['substitute-days']);
    expect(codes({ endsOn: '2026-11-22' })).toEqual(['substitute-days']);
    expect(codes({ endsOn: plusDays(today, MOST_DAYS - 1) })).toEqual([]);
    expect(codes({ endsOn: plusDays(today, MOST_DAYS) })).toEqual(['substitute-days']);
  });

  test('is neither oneself, nor an administrator, nor somebody without a part in reviewing; who signs nothing needs none', () => {
    expect(codes({ standIn: 'sun-lei' })).toEqual(['substitute-self']);
    for (const one of ['he-yong', 'liu-fang', 'tang-xin', 'feng-jie'])
      expect(codes({ standIn: one })).toEqual(['substitute-role']);
    expect(codes({ absent: 'feng-jie' })).toEqual(['substitute-needless']);
    expect(mayStandIn({ id: 'x', roles: ['editor', 'auditor'] }, workflow)).toBe(false);
  });

  test('is one on a day, and nobody who is away himself; who signs for another names none: there is no chain', () => {
    expect(codes({}, [leave('sun-lei', 'wu-jing', '2026-11-27', '2026-11-30')])).toEqual(['substitute-there']);
    expect(codes({}, [leave('sun-lei', 'wu-jing', '2026-11-28', '2026-11-30')])).toEqual([]);
    expect(codes({}, [leave('zhou-ting', 'li-na')])).toEqual(['substitute-away']);
    expect(codes({}, [leave('wu-jing', 'sun-lei')])).toEqual(['substitute-chain']);
    expect(codes({}, [leave('wu-jing', 'zhou-ting')])).toEqual([]);
  });

  test('never makes a chain, whatever is named in whatever order', () => {
    const ids = ['zhang-wei', 'sun-lei', 'wu-jing', 'li-na', 'zhou-ting', 'wang-jianguo'];
    const asked = fc.record({
      absent: fc.constantFrom(...ids),
      standIn: fc.constantFrom(...ids),
      begins: fc.nat(9),
      length: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 12 }), (wishes) => {
        const named: ReturnType<typeof leave>[] = [];
        for (const { absent, standIn, begins, length } of wishes) {
          const one = leave(absent, standIn, plusDays(today, begins), plusDays(today, begins + length));
          if (codes(one, named).length === 0) named.push(one);
        }
        for (let day = today; day < '2026-12-12'; day = plusDays(day, 1)) {
          const now = named.filter(({ beginsOn, endsOn }) => beginsOn <= day && endsOn >= day);
          expect(new Set(now.map((each) => each.absent)).size).toBe(now.length);
          expect(now.filter((each) => now.some((other) => other.standIn === each.absent))).toEqual([]);
        }
      }),
    );
  });

  test('has a state that is read from the days', () => {
    const row = { beginsOn: '2026-11-25', endsOn: '2026-11-27', endedAt: null };
    const states = ['2026-11-24', '2026-11-25', '2026-11-27', '2026-11-28'].map((day) => substitutionState(row, day));
    expect(states).toEqual(['to-come', 'runs', 'runs', 'over']);
    const resting = ['2026-11-24', '2026-11-25', '2026-11-28'].map((day) => substitutionState(row, day, false));
    expect(resting).toEqual(['to-come', 'rests', 'over']);
    expect(substitutionState({ ...row, endedAt: 1 }, '2026-11-25')).toBe('ended');
  });
});

describe('the separation of duties holds through a substitute', () => {
  const flow = workflow.flows[0];
  if (!flow) throw new Error('no flow');
  const chain = (change: Partial<Chain> = {}): Chain => {
    return { flow, signatures: [], ticks: [], writers: ['li-na'], ...change };
  };
  const signed = (person: string, forPerson: string | null = null) => {
    const at = { review: 'r', position: 0, step: 'section-head', opinion: '', contentHash: '', at: 0 };
    return { ...at, person, forPerson, decision: 'approve' as const };
  };
  const may = (one: Chain, places: Parameters<typeof handsOfAll>[1]) =>
    signersNow(one, handsOfAll({ people, workflow }, places));

  test('A-05 a stand-in signs for the absent, no writer does so, and nobody for an absent writer', () => {
    const heads = ['zhang-wei', 'zhao-min', 'sun-lei', 'wu-jing'];
    expect(may(chain(), [leave('sun-lei', 'zhou-ting')])).toEqual([...heads.slice(0, 3), 'zhou-ting', 'wu-jing']);
    expect(may(chain(), [leave('sun-lei', 'li-na')])).toEqual(heads);
    expect(may(chain({ writers: ['sun-lei'] }), [leave('sun-lei', 'zhou-ting')])).not.toContain('zhou-ting');
  });

  test('A-05 nobody signs two steps of one text: not who signed, not for whom it was signed, not in whose place ever', () => {
    const leaders = ['chen-zhiyuan', 'wang-jianguo'];
    expect(may(chain({ signatures: [signed('wu-jing')] }), [leave('wang-jianguo', 'wu-jing')])).toEqual(leaders);
    const one = chain({ signatures: [signed('zhou-ting', 'sun-lei')] });
    expect(may(one, [leave('wang-jianguo', 'zhou-ting')])).toEqual(leaders);
    expect(may(one, [leave('wang-jianguo', 'sun-lei')])).toEqual(leaders);
    expect(may(one, [leave('wang-jianguo', 'zhao-min')])).toEqual([...leaders, 'zhao-min']);
  });

  test('A-03 a gate and a signature are of two hands: who ticks in another’s place signs in no other, and who signed ticks in none', () => {
    const handsOf = (id: string, absent: string[]) => {
      const hands = handsOfAll(
        { people, workflow },
        absent.map((one) => leave(one, id)),
      ).find(({ person }) => person === id);
      if (!hands) throw new Error('no hands');
      return hands;
    };
    const gate = (wanted: string) => {
      const found = workflow.gates.find(({ id }) => id === wanted);
      if (!found) throw new Error(wanted);
      return found;
    };
    const tick = (id: string, person: string, forPerson: string | null) => {
      return { review: 'r', gate: id, person, forPerson, comment: '', at: 0 };
    };
    const head = handsOf('wu-jing', ['qian-feng']);
    const before = chain({ ticks: [tick('secrecy', 'wu-jing', 'qian-feng')] });
    expect(tickerAmong(chain(), gate('secrecy'), head)).toEqual({ standsFor: 'qian-feng' });
    expect(signerAmong(chain(), head)).toEqual({ standsFor: null, why: null });
    expect(signerAmong(before, head).why?.code).toBe('ticked-for-another');
    const after = chain({ signatures: [signed('wu-jing')] });
    expect(tickerAmong(after, gate('secrecy'), head)).toBeNull();
    expect(whyNotTick(after, gate('secrecy'), head)?.code).toBe('signed-before-tick');
    expect(whyNotTick(after, gate('legal'), head)).toBeNull();
    // One place is one pair of hands: the head's own gates and his signature, both given by his stand-in.
    const standIn = handsOf('zhou-ting', ['sun-lei', 'qian-feng']);
    const his = chain({ ticks: [tick('legal', 'zhou-ting', 'sun-lei')] });
    expect(signerAmong(his, standIn)).toEqual({ standsFor: 'sun-lei', why: null });
    expect(tickerAmong(chain({ signatures: [signed('zhou-ting', 'sun-lei')] }), gate('secrecy'), standIn)).toBeNull();
    expect(signerAmong(chain({ ticks: [tick('secrecy', 'zhou-ting', 'qian-feng')] }), standIn).standsFor).toBeNull();
  });

  test('a row waits for who can do something, and says what: for an absent writer nothing waits', () => {
    const places = [leave('sun-lei', 'qian-feng')];
    const hands = handsOfAll({ people, workflow }, places).find(({ person }) => person === 'qian-feng');
    if (!hands) throw new Error('no hands');
    expect(doingOf(chain(), workflow, hands)).toEqual({ asks: 'sign', standsFor: 'sun-lei' });
    const his = chain({ writers: ['li-na', 'sun-lei'] });
    expect(doingOf(his, workflow, hands)).toEqual({ asks: 'tick', standsFor: null });
    const tick = { review: 'r', gate: 'secrecy', person: 'qian-feng', comment: '', at: 0 };
    expect(doingOf({ ...his, ticks: [tick] }, workflow, hands)).toBeNull();
    const legal = workflow.gates.find(({ id }) => id === 'legal');
    expect(legal && tickerAmong(his, legal, hands)).toBeNull();
    expect(legal && tickerAmong(chain(), legal, hands)).toEqual({ standsFor: 'sun-lei' });
  });
});
