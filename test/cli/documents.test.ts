/** What the documents say of the command line and of the tree is true. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { systemClock } from '../../src/clock.ts';

const documents = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'docs/manual.md', 'docs/manual.zh-CN.md'];
const read = (file: string) => readFileSync(file, 'utf8');

async function helpOf(...command: string[]): Promise<string> {
  const printed: string[] = [];
  const terminal = { out: (text: string) => printed.push(text), err: () => {}, colour: false };
  await runProgram([...command, '--help'], terminal, systemClock());
  return printed.join('\n');
}

/** `queue add|list` as [queue, add] and [queue, list]; arguments and options left out. */
function commandsIn(text: string): string[][] {
  const [name = '', second = ''] = text.replaceAll('\\|', '|').split(' ');
  const subcommands = /^[a-z][a-z|-]*$/.test(second) ? second.split('|').map((each) => [name, each]) : [];
  return subcommands.length > 0 ? subcommands : [[name]];
}

function commandsNamed(file: string): string[][] {
  const told = [...read(file).matchAll(/`govcast ([a-z-]+(?: [a-z][a-z|-]*)?)/g)].map((met) => met[1] ?? '');
  const [, table = ''] = read(file).split(/^## (?:Commands|命令)$/m);
  const rows = (table.split(/^## /m)[0] ?? '').match(/^\| [^|\\]*(?:\\\|[^|\\]*)*\|/gm) ?? [];
  const spans = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map((met) => met[1] ?? ''));
  return [...spans, ...told].flatMap(commandsIn);
}

it.each(documents)('%s names only commands that exist', async (file) => {
  for (const command of commandsNamed(file)) {
    expect
      .soft(await helpOf(...command), `${file}: ${command.join(' ')}`)
      .toContain(`Usage: govcast ${command.join(' ')}`);
  }
});

it('the README tells every command', async () => {
  const listed = [...(await helpOf()).matchAll(/^ {2}([a-z-]+) /gm)].map((met) => met[1] ?? '');
  const told = new Set(commandsNamed('README.md').map(([name]) => name));
  expect(listed.filter((name) => name !== 'help' && !told.has(name))).toEqual([]);
});

it('CONTRIBUTING names only files that exist', () => {
  const paths = [...read('CONTRIBUTING.md').matchAll(/`((?:src|test|content|config|docs)\/[\w./-]+)`/g)];
  expect(paths.length).toBeGreaterThan(10);
  for (const [, path = ''] of paths) expect.soft(existsSync(path), path).toBe(true);
});
