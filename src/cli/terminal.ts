/** How a command speaks: a table and progress for people, one JSON object for machines, exit 0, 1 or 2. */
import Table from 'cli-table3';
import { AskedWrongly, asProblem } from '../errors.ts';

export interface Terminal {
  out: (text: string) => void;
  err: (text: string) => void;
  /** Whether the reader is a person at a terminal: colour only there. */
  colour: boolean;
}

/** What a command answers: the object for machines, the same as text for people. */
export interface CommandAnswer {
  object: object;
  /** False when the command could not do what it was asked (exit 1); the object is printed all the same. */
  ok?: boolean;
  text: (terminal: Terminal) => string;
}

/**
 * Runs a command and prints its answer.
 * @returns the exit code: 0 did it, 1 could not, 2 asked wrongly
 */
export async function answer(
  terminal: Terminal,
  json: boolean,
  command: () => Promise<CommandAnswer>,
): Promise<number> {
  try {
    const done = await command();
    terminal.out(json ? JSON.stringify(done.object) : done.text(terminal));
    return done.ok === false ? 1 : 0;
  } catch (error) {
    return printError(terminal, json, error);
  }
}

export function printError(terminal: Terminal, json: boolean, error: unknown): number {
  const problem = asProblem(error);
  if (json) {
    terminal.out(JSON.stringify({ error: problem }));
  } else {
    terminal.err(`${paint(terminal, 'red', 'error')} ${problem.message} [${problem.code}]`);
    if (problem.place) terminal.err(`  where   ${problem.place}`);
    terminal.err(`  remedy  ${problem.remedy}`);
  }
  return error instanceof AskedWrongly ? 2 : 1;
}

/** A table with a head; empty rows give one line that says so. */
export function table(head: string[], rows: (string | number | null | undefined)[][], none = 'nothing'): string {
  if (rows.length === 0) return none;
  const made = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const row of rows) made.push(row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))));
  return made.toString();
}

const colours = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 } as const;

export function paint(terminal: Terminal, colour: keyof typeof colours, text: string): string {
  return terminal.colour ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text;
}
