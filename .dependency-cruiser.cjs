// The house of src/: imports go leftwards along this list, never to the right and never in a circle.
// The edges (server, simulation, cli, sandbox) may import domains and are imported by none; govcast.ts and main.ts connect them.
const order = [
  ['clock', '^src/clock\\.ts$'],
  ['errors', '^src/errors\\.ts$'],
  ['log', '^src/log\\.ts$'],
  ['sentence', '^src/fill-sentence\\.ts$'],
  ['loops', '^src/loops\\.ts$'],
  ['config', '^src/config/'],
  ['store', '^src/store/'],
  ['calendar', '^src/calendar/'],
  ['ledger', '^src/ledger/'],
  ['access', '^src/access/'],
  ['notify', '^src/notify/'],
  ['portal', '^src/portal/'],
  ['policy', '^src/policy/'],
  ['posts', '^src/posts/'],
  ['review', '^src/review/'],
  ['channels', '^src/channels/'],
  ['schedule', '^src/schedule/'],
  ['delivery', '^src/delivery/'],
  ['inbox', '^src/inbox/'],
  ['reports', '^src/reports/'],
  ['sandbox', '^src/sandbox/'],
  ['root', '^src/(govcast|logger|log-file|redact|working-loops)\\.ts$'],
  ['desks', '^src/(today|matrix)/'],
  ['doctor', '^src/doctor/'],
  ['server', '^src/server/'],
  ['process', '^src/(process|serve)\\.ts$'],
  ['simulation', '^src/simulation/'],
  ['cli', '^src/cli/'],
  ['main', '^src/main\\.ts$'],
];
const rightOf = order.slice(0, -1).map(([name, path], i) => ({
  name: `${name}-imports-only-leftwards`,
  severity: 'error',
  comment: `${name} may import only what stands before it in this list`,
  from: { path },
  to: { path: order.slice(i + 1).map(([, p]) => p) },
}));
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      comment:
        'the sandbox is a process of its own; only the command line starts it, and the simulation runs it on its clock',
      from: { pathNot: '^src/(sandbox|simulation|cli|main)' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'console-stands-alone',
      severity: 'error',
      comment: 'the console knows the rest by the types of the API alone; only its build looks at the server',
      from: { path: '^src/console/', pathNot: '^src/console/build/' },
      to: { path: '^src/', pathNot: '^src/console/' },
    },
    ...rightOf,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
