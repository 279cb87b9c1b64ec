import type { ChannelConfig } from '../config/channels.ts';
import type { Happening } from './agenda.ts';
import { accountOf } from './simulated-platform.ts';
import type { Simulation } from './simulation.ts';

/** Lets one thing happen. Citizens and faults need a platform that answers; without one they come to nothing. */
export async function happen(simulation: Simulation, event: Happening): Promise<void> {
  const { platform, worker, log, counts } = simulation;
  const needsPlatform = !['crash', 'stop', 'platform-down'].includes(event.is);
  if (needsPlatform && !platform.isUp()) return;
  switch (event.is) {
    case 'fault':
      log.say(`platform: ${event.name}`);
      count(counts.faults, String(event.fault.kind));
      await platform.control('faults', event.fault);
      return;
    case 'jobs':
      log.say(`platform: ${event.name}`);
      if (!event.name.endsWith('as ever')) count(counts.faults, `jobs ${Object.keys(event.policy).join(' ')}`);
      for (const channel of publicAccounts(simulation)) {
        await platform.control('policy', { account: accountOf(channel), act: event.act, ...event.policy });
      }
      return;
    case 'token':
      log.say('platform: another system took new tokens');
      count(counts.faults, 'token');
      for (const channel of publicAccounts(simulation)) {
        await platform.control('token', { account: accountOf(channel), act: 'another-holder' });
      }
      return;
    case 'platform-down':
      log.say(`platform: down for ${event.forMs / 60_000} min`);
      count(counts.faults, 'platform down');
      await platform.goDown();
      simulation.platformUpAt = event.at + event.forMs;
      simulation.outages.push({ from: event.at, to: event.at + event.forMs });
      return;
    case 'crash':
      if (!worker.isUp()) return;
      worker.crashAfter(event.calls, event.side);
      simulation.downMs = event.downMs;
      return;
    case 'stop':
      if (!worker.isUp()) return;
      log.say(`govcast: stopped for ${event.name}`);
      counts.stops += 1;
      await worker.kill();
      simulation.workerUpAt = event.at + event.downMs;
      simulation.outages.push({ from: event.at, to: event.at + event.downMs });
      return;
    case 'message':
      return writeMessage(simulation, event);
    case 'comment':
      return comment(simulation, event.text);
  }
}

export function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function publicAccounts({ channels }: Simulation): ChannelConfig[] {
  return channels.filter((channel) => channel.kind !== 'wecom-robot');
}

async function writeMessage(simulation: Simulation, { text, times }: { text: string; times: number }): Promise<void> {
  const [account] = publicAccounts(simulation);
  if (!account) return;
  simulation.log.say(`citizen: writes to ${account.id}${times > 1 ? `, pushed ${times} times` : ''}`);
  const fields = { MsgType: 'text', Content: text };
  await simulation.platform.control('messages', { account: accountOf(account), fields, times });
  simulation.counts.messages += 1;
}

/** On the newest article that can be commented on. */
async function comment({ platform, log, counts }: Simulation, text: string): Promise<void> {
  const article = (await platform.published()).filter((a) => a.idx === 1 && !a.deleted).at(-1);
  if (!article) return;
  log.say(`citizen: comments on “${article.title}”`);
  const { account, msgDataId } = article;
  await platform.control('comments', { account, msgDataId, index: 0, content: text });
  counts.comments += 1;
}
