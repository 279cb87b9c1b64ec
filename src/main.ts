#!/usr/bin/env node
import { allWritten, processTerminal } from './cli/main-terminal.ts';
import { runProgram } from './cli/program.ts';
import { systemClock } from './clock.ts';

const terminal = processTerminal(process.stdout, process.stderr);
const code = await runProgram(process.argv.slice(2), terminal, systemClock());
await Promise.all([allWritten(process.stdout), allWritten(process.stderr)]);
// Everything was closed in order, or its time was over: a call that still hangs must not keep the process alive.
process.exit(code);
