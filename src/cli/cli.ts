import type { Command } from 'commander';
import type { Clock } from '../clock.ts';
import type { CommandAnswer, Terminal } from './terminal.ts';

/** What every command is given: how it speaks, the time, and the way to answer. */
export interface Cli {
  terminal: Terminal;
  clock: Clock;
  /** Runs a command's work and prints its answer; `json` comes from the command's own `--json`. */
  run: (json: boolean | undefined, work: () => Promise<CommandAnswer>) => Promise<void>;
}

export type AddCommand = (program: Command, cli: Cli) => void;
