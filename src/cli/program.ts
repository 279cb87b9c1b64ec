import { Command, CommanderError } from 'commander';
import type { Clock } from '../clock.ts';
import { AskedWrongly } from '../errors.ts';
import type { AddCommand, Cli } from './cli.ts';
import { answer, printError, type Terminal } from './terminal.ts';

/**
 * Every command by its name, in the order in which `--help` shows them; a new one is a file and a line here. Only the
 * one that is asked for is loaded: `due` needs neither a database nor the drawing of covers.
 */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  demo: async () => (await import('./demo.ts')).demoCommand,
  start: async () => (await import('./start.ts')).startCommand,
  sandbox: async () => (await import('./sandbox.ts')).sandboxCommand,
  simulate: async () => (await import('./simulate.ts')).simulateCommand,
  crawl: async () => (await import('./crawl.ts')).crawlCommand,
  pair: async () => (await import('./pair.ts')).pairCommand,
  policy: async () => (await import('./policy.ts')).policyCommand,
  bundle: async () => (await import('./bundle.ts')).bundleCommand,
  decision: async () => (await import('./decision.ts')).decisionCommand,
  post: async () => (await import('./post.ts')).postCommand,
  queue: async () => (await import('./queue.ts')).queueCommand,
  delivery: async () => (await import('./delivery.ts')).deliveryCommand,
  'hand-off': async () => (await import('./hand-off.ts')).handOffCommand,
  channel: async () => (await import('./channel.ts')).channelCommand,
  'cross-posting': async () => (await import('./cross-posting.ts')).crossPostingCommand,
  proposal: async () => (await import('./proposal.ts')).proposalCommand,
  blackout: async () => (await import('./blackout.ts')).blackoutCommand,
  history: async () => (await import('./history.ts')).historyCommand,
  repost: async () => (await import('./repost.ts')).repostCommand,
  cadence: async () => (await import('./cadence.ts')).cadenceCommand,
  column: async () => (await import('./column.ts')).columnCommand,
  inbox: async () => (await import('./inbox.ts')).inboxCommand,
  notice: async () => (await import('./notice.ts')).noticeCommand,
  feed: async () => (await import('./feed.ts')).feedCommand,
  substitute: async () => (await import('./substitute.ts')).substituteCommand,
  task: async () => (await import('./task.ts')).taskCommand,
  token: async () => (await import('./token.ts')).tokenCommand,
  user: async () => (await import('./user.ts')).userCommand,
  'due-dates': async () => (await import('./due-dates.ts')).dueDatesCommand,
  ledger: async () => (await import('./ledger.ts')).ledgerCommand,
  config: async () => (await import('./config.ts')).configCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  due: async () => (await import('./due.ts')).dueCommand,
  extract: async () => (await import('./extract.ts')).extractCommand,
  number: async () => (await import('./number.ts')).numberCommand,
  link: async () => (await import('./link.ts')).linkCommand,
  compose: async () => (await import('./compose.ts')).composeCommand,
  draft: async () => (await import('./draft.ts')).draftCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  clocks: async () => (await import('./clocks.ts')).clocksCommand,
};

/**
 * Reads the command line, runs the command and prints its answer.
 * @returns the exit code: 0 did it, 1 could not, 2 asked wrongly
 */
export async function runProgram(args: readonly string[], terminal: Terminal, clock: Clock): Promise<number> {
  let code = 0;
  const json = args.includes('--json');
  const program = new Command('govcast')
    .description('Government new media: crawl, wrap, review, deliver once, keep every clock.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: json ? () => {} : (text) => terminal.err(text.trimEnd()),
    })
    .showHelpAfterError('(add --help for the arguments and an example)');
  const cli: Cli = {
    terminal,
    clock,
    run: async (asJson, work) => {
      code = await answer(terminal, asJson === true, work);
    },
  };
  const asked = args.find((word) => !word.startsWith('-')) ?? '';
  const wanted = commands[asked] ? [commands[asked]] : Object.values(commands);
  for (const load of wanted) (await load())(program, cli);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return printError(terminal, json, error);
    if (error.exitCode === 0) return 0;
    return json ? printError(terminal, true, askedWrongly(error)) : 2;
  }
}

function askedWrongly(error: CommanderError): AskedWrongly {
  return new AskedWrongly({
    code: 'usage',
    message: error.message.replace(/^error: /, ''),
    remedy: 'Run the command with --help: it shows the arguments and an example.',
  });
}
