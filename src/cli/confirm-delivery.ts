import type { Command } from 'commander';
import { isoBeijing } from '../calendar/beijing-time.ts';
import { confirmDelivery } from '../delivery/hand-off/confirm-delivery.ts';
import type { Govcast } from '../govcast.ts';
import { linkAccount } from '../link-account.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf } from './arguments.ts';
import type { Cli } from './cli.ts';
import { withGovcast } from './with-govcast.ts';

interface Options {
  link: string[];
  note: string;
  as: string;
  json?: boolean;
}

/** `govcast delivery confirm`: a person published it, and brings the link. */
export function addConfirm(delivery: Command, cli: Cli): void {
  const command = delivery
    .command('confirm <id>')
    .description('closes what a person published by hand: its link is opened and compared first')
    .option('--link <url>', 'link of the article; again for each further article, in their order', several, [])
    .option('--note <text>', 'who looked and what was seen; needed where a link is missing', '');
  actsAs(command)
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast delivery confirm 01J… --link https://mp.weixin.qq.com/s/… --as li-na')
    .action((text: string, options: Options) =>
      cli.run(options.json, () => withGovcast(cli, (govcast) => confirm(govcast, idOf('delivery', text), options))),
    );
}

async function confirm(govcast: Govcast, id: string, { link, note, as }: Options) {
  const actor = actingPerson(govcast, as);
  const channelOf = (channel: string) => linkAccount(govcast, channel);
  const { state, isNew, articles } = await confirmDelivery(govcast.work, channelOf, id, { links: link, note }, actor);
  const shown = articles.map((a) => ({ ...pick(a), publicAt: isoBeijing(a.publicAt) }));
  const lines = shown.map((a) => `${a.position}. ${a.title} ${a.url ?? ''} public ${a.publicAt}`);
  const head = `delivery ${id} ${state}${isNew ? '' : ', confirmed before: nothing was changed'}`;
  return { object: { id, state, isNew, articles: shown }, text: () => [head, ...lines].join('\n') };
}

function pick({ position, title, url }: { position: number; title: string; url: string | null }) {
  return { position, title, url };
}

function several(link: string, before: string[]): string[] {
  return [...before, link];
}
