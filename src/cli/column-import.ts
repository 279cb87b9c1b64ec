import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load-config.ts';
import { readCsv } from '../schedule/columns/read-csv.ts';
import { understandTable } from '../schedule/columns/understand-table.ts';
import { writeColumns } from '../schedule/columns/write-columns.ts';
import type { Cli } from './cli.ts';
import { inputBytes } from './input-file.ts';
import { table } from './terminal.ts';

interface ImportOptions {
  write?: boolean;
  blankIsMerged?: boolean;
  json?: boolean;
}

/** `govcast column import FILE.csv`: an office's own table becomes columns.yaml. Nothing but that file is written. */
export function columnImport(column: Command, cli: Cli): void {
  column
    .command('import <file>')
    .description(
      'turns a table of update deadlines (CSV, UTF-8 or GB18030) into columns.yaml, saying how it read each line',
    )
    .option('--write', 'writes config/columns.yaml; without it the text goes to standard output')
    .option('--blank-is-merged', 'an empty limit is a cell merged with the one above; else nothing is stated')
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExamples:\n  govcast column import 更新时限表.csv\n  govcast column import 更新时限表.csv --write',
    )
    .action((file: string, options: ImportOptions) =>
      cli.run(options.json, async () => {
        const folder = readEnvironment().configFolder;
        const { people, columns } = loadConfig(folder);
        const read = understandTable(readCsv(inputBytes(file)), people, columns, options.blankIsMerged === true);
        const target = join(folder, 'columns.yaml');
        const before = existsSync(target) ? readFileSync(target, 'utf8') : null;
        const text = writeColumns(target, before, read);
        const changed = text !== before;
        if (options.write === true && changed) writeFileSync(target, text);
        const open = read.lines.filter((l) => !l.understood).length;
        const rows = read.lines.map((l) => [l.line, l.number, l.path, l.understood ? 'yes' : 'LOOK', l.says]);
        const report = table(['line', 'row', 'column', 'understood', 'as'], rows);
        const sum = `${read.columns.length} columns, ${open} lines to look at; ${changed ? 'changed' : 'unchanged'}`;
        if (options.write !== true && options.json !== true) cli.terminal.err(`${report}\n${sum}`);
        const written = options.write === true && changed;
        const object = { file: target, columns: read.columns.length, changed, written, lines: read.lines };
        return {
          object: options.write === true ? object : { ...object, yaml: text },
          text: () => (options.write === true ? `${report}\n${sum}: ${target}` : text.trimEnd()),
        };
      }),
    );
}
