import type { Terminal } from './terminal.ts';

/** Standard output and error; colour only where a person reads at a terminal. */
export function processTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  return {
    out: (text) => void out.write(`${text}\n`),
    err: (text) => void err.write(`${text}\n`),
    colour: Boolean(out.isTTY),
  };
}
