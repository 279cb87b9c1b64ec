import type { Command } from 'commander';
import { isoBeijing } from '../calendar/beijing-time.ts';
import { isSettled } from '../delivery/is-settled.ts';
import { postWishes } from '../delivery/post-wishes.ts';
import { queueEverywhere } from '../delivery/queue-everywhere.ts';
import { queueWishes } from '../delivery/queue-wishes.ts';
import type { Govcast } from '../govcast.ts';
import type { Actor } from '../ledger/append.ts';
import type { MarkdownFile } from '../posts/front-matter.ts';
import { readMarkdownFile } from '../posts/read-content-folder.ts';
import { saveFile } from '../posts/save-file.ts';
import type { SavedPost } from '../posts/save-post.ts';
import { queueParts } from '../queue-parts.ts';
import { postWithdrawn } from '../review/load-chain.ts';
import { showPost } from '../review/show-post.ts';
import type { Placed } from '../schedule/place-post.ts';
import { withPictures } from '../with-pictures.ts';
import { actingPerson, queuesAs } from './acting-person.ts';
import { idOf, momentOf, oneOf } from './arguments.ts';
import type { Cli } from './cli.ts';
import { chainText, findingsText } from './post-text.ts';
import { onAllChannels, type WishOptions, wishesAsked, wishOptions } from './wish-options.ts';
import { withGovcast } from './with-govcast.ts';

const acts = ['draft', 'publish', 'massSend', 'message'] as const;

interface Options extends WishOptions {
  channel: string[];
  at?: string;
  act?: string;
  as?: string;
  json?: boolean;
}

/** `govcast queue add`: a file or a post onto its channels, and before its signers. */
export function addQueueAdd(queue: Command, cli: Cli): void {
  const several = (name: string, before: string[]) => [...before, ...name.split(',').filter(Boolean)];
  wishOptions(
    queue
      .command('add <what>')
      .description('puts a Markdown file or post:ID onto its channels and before its signers')
      .option(
        '--channel <name>',
        'id of the account, or main; may be repeated; default `channels` of the file',
        several,
        [],
      )
      .option(
        '--at <moment>',
        'a fixed time, "2026-11-25 09:00" in Beijing; default publish_at of the file, else the next slot',
      )
      .option('--act <act>', `${acts.join(', ')}; default the account's own`),
  )
    .option('--as <person>', 'id of the person of people.yaml who acts; default you, else posts.author of govcast.yaml')
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExamples:\n  govcast queue add content/posts/notice.md --channel main --at "2026-11-25 09:00" --as li-na\n' +
        '  govcast queue add content/posts/notice.md --channel main --latest 2026-11-27 --priority 8 --as li-na\n' +
        '  govcast queue add content/posts/notice.md      by channels and publish_at of the file',
    )
    .action((what: string, options: Options) =>
      cli.run(options.json, () => withGovcast(cli, (g) => add(g, what, options))),
    );
}

async function add(govcast: Govcast, what: string, options: Options) {
  const { acting, reviewing } = govcast;
  const actor = actingPerson(govcast, queuesAs(govcast, options.as));
  const file = what.startsWith('post:') ? null : await readMarkdownFile(what);
  const asked = {
    channels: options.channel,
    ...(options.act === undefined ? {} : { act: oneOf(acts, options.act, 'act') }),
    ...(options.at === undefined ? {} : { at: momentOf(options.at) }),
  };
  const wished = wishesAsked(options);
  const wishes = queueWishes({ ...asked, ...wished }, file, govcast.channelConfig);
  const saved = file ? await savedFile(govcast, file, actor) : null;
  const post = saved?.id ?? idOf('post', what);
  const source = { db: acting.db, contentFolder: govcast.environment.contentFolder, file };
  const forAll = await postWishes(source, post, options.channel.length > 0 ? onAllChannels(wished) : wished);
  const queued = await queueEverywhere(queueParts(govcast), post, wishes, actor, forAll);
  const { title, revision, state, contentHash, findings, chain } = await showPost(acting.db, reviewing, post);
  const { ok, deliveries } = queued;
  const placements = queued.placements.map((placed) => ({ ...placed, at: isoBeijing(placed.at) }));
  const about = { ok, post, title, revision, state, contentHash, as: actor.person };
  const object = { ...about, placement: placements[0] ?? null, placements, deliveries, findings, chain };
  const lines = [
    ...(saved ? savedText(saved) : []),
    ...queued.placements.map((placed) => placedText(post, placed)),
    ...(ok ? [] : [`post:${post} is kept as a draft: the findings that block have to be mended first`]),
    ...deliveries.map((id) => `delivery ${id}`),
    `acting as ${actor.person}`,
  ];
  return { object, ok, text: () => [...lines, findingsText(findings), chainText(chain)].join('\n') };
}

async function savedFile(govcast: Govcast, file: MarkdownFile, actor: Actor): Promise<SavedPost> {
  const { acting, composing, environment } = govcast;
  const { contentFolder } = environment;
  const saved = await withPictures(govcast, (fetchBytes) =>
    saveFile(acting, file, { composing, fetchBytes, contentFolder, author: actor.person, isSettled }, actor),
  );
  if (!saved) throw postWithdrawn(file.file);
  return saved;
}

function savedText({ id, revision, outcome, voided }: SavedPost): string[] {
  if (outcome !== 'revised') return [];
  const signatures = voided ? ': what was signed is void, it goes before its signers again' : '';
  return [`post:${id} has a new text, revision ${revision}${signatures}`];
}

function placedText(post: string, { channel, act, at, reason, isNew }: Placed): string {
  return `post:${post} ${isNew ? 'on' : 'is already on'} ${channel} (${act}) at ${isoBeijing(at)}: ${reason}`;
}
