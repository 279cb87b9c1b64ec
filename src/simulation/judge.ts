import type { Config } from '../config/load-config.ts';
import { workingStates } from '../delivery/state.ts';
import type { Govcast } from '../govcast.ts';
import { type LedgerVerdict, verifyLedger } from '../ledger/verify.ts';
import { type Adherence, adherence } from './checks/adherence.ts';
import { approvedOnly } from './checks/approved-only.ts';
import { doubles } from './checks/doubles.ts';
import { type Evidence, type Problem, readLines, readTexts } from './checks/evidence.ts';
import { losses } from './checks/losses.ts';
import { replay } from './checks/replay.ts';
import type { Simulation } from './simulation.ts';

export interface Judgement {
  problems: Problem[];
  rules: Adherence[];
  /** Deliveries by channel and outcome: `sub published(fact)`. */
  deliveries: Record<string, number>;
  /** What the public and groups saw, by channel and kind, as the platform counts. */
  effects: Record<string, number>;
}

/** Gathers the evidence of a run from the platform and the ledger, and judges it. */
export async function judge(
  simulation: Simulation,
  govcast: Govcast,
  span: Pick<Evidence, 'first' | 'last' | 'end'>,
  config: Config,
): Promise<Judgement> {
  const { platform, staff, calendar } = simulation;
  const { db } = govcast.acting;
  const readers = config.people.people.filter((p) => p.roles.some((r) => r === 'editor' || r === 'section-head'));
  const waits = await db
    .selectFrom('delivery')
    .select('id')
    .where('state', 'in', workingStates)
    .where('workAt', '>', span.end - 3_600_000)
    .execute();
  const evidence: Evidence = {
    ...{ ...span, calendar, channels: config.channels, rules: config.cadence.rules, outages: simulation.outages },
    effects: await platform.effects(),
    published: await platform.published(),
    lines: await readLines(db),
    texts: await readTexts(db),
    waiting: new Set(waits.map(({ id }) => id)),
    isAtWork: (at) => readers.some(({ id }) => staff.roster.isThere(id, at)),
  };
  return { ...judged(evidence, await verifyLedger(db)), deliveries: await outcomes(govcast) };
}

/** The checks alone, from the evidence. Pure. */
export function judged(evidence: Evidence, ledger: LedgerVerdict): Omit<Judgement, 'deliveries'> {
  const replayed = replay(evidence.lines);
  const { rules, problems } = adherence(evidence, replayed);
  const broken = ledger.ok ? [] : [{ check: 'ledger', about: 'the chain of the ledger does not hold' }];
  const effects: Record<string, number> = {};
  for (const { kind } of evidence.effects) effects[kind] = (effects[kind] ?? 0) + 1;
  return {
    rules,
    effects,
    problems: [
      ...doubles(evidence),
      ...losses(evidence, replayed),
      ...approvedOnly(evidence, replayed),
      ...problems,
      ...broken,
    ],
  };
}

async function outcomes({ acting }: Govcast): Promise<Record<string, number>> {
  const rows = await acting.db
    .selectFrom('delivery')
    .select(['channel', 'state', 'reason', (eb) => eb.fn.countAll<number>().as('n')])
    .groupBy(['channel', 'state', 'reason'])
    .orderBy('channel')
    .orderBy('state')
    .orderBy('reason')
    .execute();
  return Object.fromEntries(
    rows.map(({ channel, state, reason, n }) => [`${channel} ${state}${reason ? `(${reason})` : ''}`, Number(n)]),
  );
}
