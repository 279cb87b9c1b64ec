import { isoBeijing } from '../calendar/beijing-time.ts';
import { listDeliveries } from '../delivery/list-deliveries.ts';
import { listPosts } from '../posts/list-posts.ts';
import { kindNames, namedIn, postKinds } from '../posts/post.ts';
import { showPost } from '../review/show-post.ts';
import { placementsOf } from '../schedule/placement-store.ts';
import { idOf, oneOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { addPostActs } from './post-acts.ts';
import { addPostMix } from './post-mix.ts';
import { chainText, findingsText } from './post-text.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

const states = ['draft', 'in-review', 'approved', 'returned', 'withdrawn'] as const;

/** `govcast post`: posts, their findings and their signatures. */
export const postCommand: AddCommand = (program, cli) => {
  const post = program.command('post').description('posts, their findings and their signatures');
  post
    .command('list')
    .description('posts, the newest last')
    .option('--state <state>', states.join(', '))
    .option('--kind <kind>', Object.values(kindNames).join(', '))
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast post list --state in-review')
    .action((options: { state?: string; kind?: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          const state = options.state === undefined ? {} : { state: oneOf(states, options.state, 'state') };
          const kind =
            options.kind === undefined
              ? {}
              : { kind: oneOf(postKinds, namedIn(kindNames, options.kind) ?? options.kind, 'kind') };
          const listed = await listPosts(acting.db, { ...state, ...kind });
          const rows = listed.posts.map((p) => {
            const title = p.unit ? `${p.title.slice(0, 30)} (${p.unit})` : p.title.slice(0, 30);
            return [p.id, title, p.kind, p.job ?? '', p.state, p.revision, p.updatedAt];
          });
          return {
            object: listed,
            text: () => table(['post', 'title', 'kind', 'job', 'state', 'revision', 'updated'], rows, 'no posts'),
          };
        }),
      ),
    );
  post
    .command('show <id>')
    .description('the newest text of a post, its findings, who has signed and who must')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast post show 01J…')
    .action((id: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, reviewing }) => {
          const shown = await showPost(acting.db, reviewing, idOf('post', id));
          const places = await placementsOf(acting.db, shown.id);
          const placements = places.map(({ channel, act, at, reason }) => ({
            channel,
            act,
            at: isoBeijing(at),
            reason,
          }));
          const { deliveries } = await listDeliveries(acting.db, { post: shown.id });
          const { id: post, title, kind, state, author, revision, contentHash, articles } = shown;
          const head = [
            ['post', post],
            ['title', title],
            ['kind', kind],
            ['job', shown.job ?? ''],
            ['public until', shown.publicUntil],
            ['manner', shown.manner.join(', ')],
            ...(shown.unit ? [['unit', shown.unit]] : []),
            ['state', state],
            ['drafter', author],
          ];
          const more = [
            ['revision', String(revision)],
            ['hash', contentHash],
          ];
          const rows = articles.map((a, i) => [
            `article ${i + 1}`,
            `${a.title} (${a.htmlCharacters} characters of HTML)`,
          ]);
          const placed = placements.map((p) => ['placed', `${p.channel} ${p.act} ${p.at} ${p.reason}`]);
          const sent = deliveries.map((d) => ['delivery', `${d.id} ${d.channel} ${d.state}`]);
          return {
            object: { ...shown, placements, deliveries },
            text: () =>
              [
                table(['', ''], [...head, ...more, ...rows, ...placed, ...sent]),
                findingsText(shown.findings),
                chainText(shown.chain),
              ].join('\n'),
          };
        }),
      ),
    );
  addPostMix(post, cli);
  addPostActs(post, cli);
};
