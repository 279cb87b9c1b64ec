#!/usr/bin/env node
import { processTerminal } from './cli/main-terminal.ts';
import { runProgram } from './cli/program.ts';
import { systemClock } from './clock.ts';

const terminal = processTerminal(process.stdout, process.stderr);
// Everything was closed in order, or its time was over: a call that still hangs must not keep the process alive.
process.exit(await runProgram(process.argv.slice(2), terminal, systemClock()));
