import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';

/**
 * A file of lines that is closed when it is full: `govcast.jsonl` is the newest, `govcast.1.jsonl` the one before.
 * Every line is on disk before the next is said, so that kill -9 loses none; while the disk is full lines are dropped
 * and counted, and the first one that fits again is preceded by that count. (winston's own File and
 * winston-daily-rotate-file buffer, and never end after a full disk or throw.) Several processes may write to one file.
 */
export function rotatingFile(folder: string, maxBytes: number, keepFiles: number): Writable {
  mkdirSync(folder, { recursive: true });
  const name = (n: number) => join(folder, n === 0 ? 'govcast.jsonl' : `govcast.${n}.jsonl`);
  let dropped = 0;
  const append = (line: string) => {
    const size = statSync(name(0), { throwIfNoEntry: false })?.size ?? 0;
    if (size > 0 && size + Buffer.byteLength(line) > maxBytes) rotate(name, keepFiles);
    appendFileSync(name(0), line);
  };
  return new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      try {
        if (dropped > 0)
          append(
            `${JSON.stringify({ level: 'warn', message: 'lines were lost while the log could not be written', dropped })}\n`,
          );
        dropped = 0;
        append(String(chunk));
      } catch {
        dropped += 1;
      }
      done();
    },
  });
}

function rotate(name: (n: number) => string, keepFiles: number): void {
  rmSync(name(keepFiles - 1), { force: true });
  for (let n = keepFiles - 2; n >= 0; n -= 1) {
    if (statSync(name(n), { throwIfNoEntry: false })) renameSync(name(n), name(n + 1));
  }
}
