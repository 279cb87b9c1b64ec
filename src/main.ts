#!/usr/bin/env node
import { processTerminal } from './cli/main-terminal.ts';
import { runProgram } from './cli/program.ts';
import { systemClock } from './clock.ts';

const terminal = processTerminal(process.stdout, process.stderr);
process.exitCode = await runProgram(process.argv.slice(2), terminal, systemClock());
