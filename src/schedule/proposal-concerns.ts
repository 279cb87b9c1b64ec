import { beijingDay, startOfDay } from '../calendar/beijing-time.ts';
import type { Concern } from '../notify/concern.ts';
import { clockStates } from './cadence/clock-reading.ts';
import { listProposals, type ProposalDesk, proposalText } from './proposals/list-proposals.ts';
import { gapText } from './proposals/proposal-wording.ts';

/** An account as people are told of it. */
export interface ToldAccount {
  id: string;
  name: string;
  owner: string;
  section: string;
}

/**
 * One concern for each account whose clock is orange or worse, or falls due in a long holiday that is near, with nothing
 * planned: the best proposal and the command that takes it, or that there is none. To its owner and the liaison officer
 * of its section; red and breached clocks are the clocks' own concern (`clockConcerns`), this one stays by day.
 */
export async function proposalConcerns(
  desk: ProposalDesk,
  accounts: readonly ToldAccount[],
  now: number,
): Promise<Concern[]> {
  const listed = await listProposals(desk, now);
  return listed.flatMap(({ channel, gap, proposals }): Concern[] => {
    const account = accounts.find(({ id }) => id === channel);
    const { clock, holiday } = gap;
    const pressing = holiday !== null || clockStates.indexOf(clock.state) >= clockStates.indexOf('orange');
    if (!account || !pressing) return [];
    const [best] = proposals;
    const due = clock.dueAt === null ? 'unknown' : beijingDay(clock.dueAt);
    const rule = desk.cadence.rules.find((each) => each.rule.id === gap.rule.id)?.name ?? gap.rule.id;
    const why = best ? proposalText(desk, best) : gapText(desk.wording, gap, rule);
    const fields = { channel: account.name, id: channel, why, count: String(proposals.length) };
    const named = best ? { title: best.candidate.title, proposal: best.id } : {};
    return [
      {
        key: `proposal:${channel}:${gap.rule.id}:${due}:${best ? 'some' : 'none'}`,
        kind: best ? 'proposal.best' : 'proposal.none',
        about: `channel:${channel}`,
        since: clock.lastUpdateAt ?? startOfDay(beijingDay(now)),
        urgency: 'normal',
        to: [{ person: account.owner }, { section: account.section }],
        fields: { ...fields, ...named },
      },
    ];
  });
}
