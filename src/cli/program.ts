import { Command, CommanderError } from 'commander';
import type { Clock } from '../clock.ts';
import { AskedWrongly } from '../errors.ts';
import { cadenceCommand } from './cadence.ts';
import { channelCommand } from './channel.ts';
import { checkCommand } from './check.ts';
import type { AddCommand, Cli } from './cli.ts';
import { clocksCommand } from './clocks.ts';
import { composeCommand } from './compose.ts';
import { configCommand } from './config.ts';
import { crawlCommand } from './crawl.ts';
import { deliveryCommand } from './delivery.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { dueCommand } from './due.ts';
import { dueDatesCommand } from './due-dates.ts';
import { extractCommand } from './extract.ts';
import { inboxCommand } from './inbox.ts';
import { ledgerCommand } from './ledger.ts';
import { linkCommand } from './link.ts';
import { numberCommand } from './number.ts';
import { pairCommand } from './pair.ts';
import { postCommand } from './post.ts';
import { queueCommand } from './queue.ts';
import { sandboxCommand } from './sandbox.ts';
import { startCommand } from './start.ts';
import { taskCommand } from './task.ts';
import { answer, printError, type Terminal } from './terminal.ts';

/** Every command, in the order in which `--help` shows them. A new one is a file and a line here. */
const commands: readonly AddCommand[] = [
  demoCommand,
  startCommand,
  sandboxCommand,
  crawlCommand,
  pairCommand,
  postCommand,
  queueCommand,
  deliveryCommand,
  channelCommand,
  cadenceCommand,
  inboxCommand,
  taskCommand,
  dueDatesCommand,
  ledgerCommand,
  configCommand,
  doctorCommand,
  dueCommand,
  extractCommand,
  numberCommand,
  linkCommand,
  composeCommand,
  checkCommand,
  clocksCommand,
];

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
  for (const add of commands) add(program, cli);
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
