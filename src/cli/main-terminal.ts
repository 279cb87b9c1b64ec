import type { Terminal } from './terminal.ts';

/** Standard output and error; colour only where a person reads at a terminal. A reader that goes away (`| head`) is no error. */
export function processTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  for (const stream of [out, err]) stream.on('error', () => {});
  return {
    out: (text) => void out.write(`${text}\n`),
    err: (text) => void err.write(`${text}\n`),
    colour: Boolean(out.isTTY),
  };
}

/** Resolves when everything written has left the process: a pipe takes no more than 64 KiB before its reader reads. */
export function allWritten(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => resolve());
    stream.write('', () => resolve());
  });
}
