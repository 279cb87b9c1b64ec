/** The answer of `govcast simulate` for people. */
import Table from 'cli-table3';
import type { SimulationResult } from './simulate.ts';

/** Without colours: the answer may go into a file. */
const plain = { head: [], border: [] };

export function simulationText(result: SimulationResult): string {
  const { rules, deliveries, effects, faults, crashes, stops, problems, citizens } = result;
  const kept = new Table({ style: plain, head: ['rule', 'channel', 'met', 'missed', 'missed days and causes'] });
  for (const { rule, channel, met, missed } of rules) {
    kept.push([rule, channel, met, missed.length, missed.map((m) => `${m.dueOn} ${m.cause}`).join('\n')]);
  }
  const sent = new Table({ style: plain, head: ['deliveries', ''] });
  for (const [outcome, n] of Object.entries(deliveries)) sent.push([outcome, n]);
  const struck = new Table({ style: plain, head: ['faults', ''] });
  for (const [name, n] of Object.entries(faults)) struck.push([name, n]);
  const count = (check: string) => problems.filter((p) => p.check === check).length;
  const seen = Object.entries(effects).map(([kind, n]) => `${kind} ${n}`);
  return [
    `${result.from.slice(0, 10)} to ${result.to.slice(0, 10)}, seed ${result.seed}`,
    kept.toString(),
    sent.toString(),
    struck.toString(),
    `seen on the platforms: ${seen.join(', ')}`,
    `the process ended ${crashes} times between two lines and was stopped ${stops} times`,
    `citizens: ${citizens.messages} messages, ${citizens.comments} comments`,
    `doubles ${count('double')}, lost ${count('loss')}, problems ${problems.length}`,
    ...problems.map(({ check, about }) => `${check}: ${about}`),
    ...(problems.length > 0
      ? [
          `again with: govcast simulate --seed ${result.seed} --from ${result.from.slice(0, 10)}, as long as this run (${result.days} days)`,
        ]
      : []),
  ].join('\n');
}
