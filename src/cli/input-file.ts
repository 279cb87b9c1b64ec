import { readFileSync } from 'node:fs';
import { AskedWrongly } from '../errors.ts';

/** The bytes of a file named on the command line; `-` is standard input. @throws AskedWrongly when it cannot be read */
export function inputBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (cause) {
    throw new AskedWrongly({
      code: 'input-file',
      message: `${file} cannot be read`,
      place: file,
      remedy: 'Check the path and that the file may be read.',
      cause,
    });
  }
}

/** A JSON file named on the command line. @throws AskedWrongly naming the file when it is no JSON */
export function inputJson(file: string): unknown {
  return parsed(inputBytes(file).toString('utf8'), file);
}

/**
 * The lines of a JSON-lines file, empty ones left out, each with its place (`items.jsonl:12`) as an editor counts. A byte order
 * mark in front is dropped.
 * @throws AskedWrongly naming file and line
 */
export function numberedLines(file: string): { value: unknown; place: string }[] {
  const lines = inputBytes(file)
    .toString('utf8')
    .replace(/^\ufeff/u, '')
    .split(/\r?\n/u);
  return lines.flatMap((line, i) => {
    const place = `${file}:${i + 1}`;
    return line.trim() === '' ? [] : [{ value: parsed(line, place), place }];
  });
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AskedWrongly({
      code: 'input-json',
      message: `${place} is not JSON: ${cause instanceof Error ? cause.message : cause}`,
      place,
      remedy: 'Correct the file at the place named.',
      cause,
    });
  }
}
