import { answerCrossPosting, answerTry, pageById, pageOfFile } from '../answer-cross-posting.ts';
import { idOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { inputJson } from './input-file.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast cross-posting`: the rules by which pages go to accounts without anybody asking. */
export const crossPostingCommand: AddCommand = (program, cli) => {
  const command = program.command('cross-posting').description('the rules of config/cross-posting.yaml (转发规则)');
  command
    .command('list')
    .description('every rule with its first day, and what it took in the last 30 days')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast cross-posting list')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const object = await answerCrossPosting(govcast);
          const rules = object.rules.map((r) => [
            ...[r.id, r.name, r.fromOn ?? 'after config apply', r.channels.join(' '), r.workflow],
            ...[r.wanted, r.placed, r.withdrawn],
          ]);
          const posts = object.posts.map((p) => [
            ...[p.at.slice(0, 16), p.rule, p.title, p.channel, p.state],
            ...[p.post ?? '', p.review ?? '', p.dueAt?.slice(0, 16) ?? '', p.problem],
          ]);
          const head = ['rule', 'name', 'from', 'channels', 'workflow', 'wanted', 'placed', 'withdrawn'];
          const of = ['taken', 'rule', 'page', 'channel', 'state', 'post', 'review', 'due', 'problem'];
          const none = 'no rules: write config/cross-posting.yaml';
          return { object, text: () => [table(head, rules, none), table(of, posts, 'nothing taken')].join('\n') };
        }),
      ),
    );
  command
    .command('try <what>')
    .description('which rule takes item:ID, or a file as `govcast extract --json` prints it, and why or why not')
    .option('--source <id>', 'column in which a file is taken to stand, e.g. shili/zcwj', '')
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExamples:\n  govcast cross-posting try item:01J…\n  govcast cross-posting try page.json --source shili/zcwj',
    )
    .action((what: string, options: { source: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const item = what.endsWith('.json') || what === '-' ? null : idOf('item', what);
          const page =
            item === null ? pageOfFile(govcast, inputJson(what), options.source) : await pageById(govcast, item);
          const answered = await answerTry(govcast, page, item);
          const rows = answered.rules.map((r) => [r.rule, r.takes ? 'takes it' : 'no', r.text.join('; ')]);
          const object = { ...answered, rules: answered.rules.map(({ text: _, ...rule }) => rule) };
          return { object, text: () => [page.title, table(['rule', '', 'why'], rows, 'no rules')].join('\n') };
        }),
      ),
    );
};
