import { isoBeijing } from '../calendar/beijing-time.ts';
import type { AddCommand, Cli } from './cli.ts';
import { cadenceStage, inboxStage } from './demo/answering-stages.ts';
import { checkStage, composeStage, crawlStage, linkStage } from './demo/content-stages.ts';
import { type DemoWorld, openDemoWorld } from './demo/demo-world.ts';
import { confirmStage, deliverStage, planStage, reviewStage } from './demo/sending-stages.ts';
import type { Stage } from './demo/stage.ts';
import { stageText } from './demo/stage-text.ts';
import { paint, type Terminal } from './terminal.ts';

type Stages = Record<string, Stage>;

/** `govcast demo`: the main job end to end on the sandbox, in under a minute, on a clock of its own. */
export const demoCommand: AddCommand = (program, cli) => {
  program
    .command('demo')
    .description('crawls, links, composes, checks, reviews, plans, delivers and confirms on the sandbox')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  npm run demo')
    .action((options: { json?: boolean }) => cli.run(options.json, () => demo(cli)));
};

async function demo({ clock, terminal }: Cli) {
  const started = clock.monotonicMs();
  const world = await openDemoWorld();
  try {
    const from = isoBeijing(world.clock.now());
    const stages = await runStages(world, terminal);
    const ok = Object.values(stages).every((stage) => stage.ok);
    const elapsedMs = Math.round(clock.monotonicMs() - started);
    const object = { ok, clock: { from, to: isoBeijing(world.clock.now()) }, stages, elapsedMs };
    return { object, ok, text: () => printed(terminal, object) };
  } finally {
    await world.end();
  }
}

/** Later stages need what earlier ones made, so the order is the order of the data. */
async function runStages(world: DemoWorld, terminal: Terminal): Promise<Stages> {
  const stages: Stages = {};
  const stage = async (name: string, run: () => Promise<Stage>): Promise<Stage> => {
    terminal.err(paint(terminal, 'dim', `${name} …`));
    const done = await run();
    stages[name] = done;
    return done;
  };
  await stage('crawl', () => crawlStage(world));
  await stage('link', () => linkStage(world));
  await stage('compose', () => composeStage(world));
  const check = await stage('check', () => checkStage(world));
  const plan = await stage('plan', () => planStage(world, check.ids));
  await stage('review', () => reviewStage(world, [...new Set(postsOf(plan))]));
  const deliver = await stage('deliver', () => deliverStage(world));
  await stage('confirm', () => confirmStage(world, deliver.ids));
  await stage('inbox', () => inboxStage(world));
  await stage('cadence', () => cadenceStage(world));
  const order = ['crawl', 'link', 'compose', 'check', 'review', 'plan', 'deliver', 'confirm', 'inbox', 'cadence'];
  return Object.fromEntries(order.flatMap((name) => (stages[name] ? [[name, stages[name]]] : [])));
}

function postsOf(plan: Stage): string[] {
  return Array.isArray(plan.posts) ? plan.posts.map(String) : [];
}

function printed(
  terminal: Terminal,
  {
    ok,
    stages,
    elapsedMs,
    clock,
  }: { ok: boolean; stages: Stages; elapsedMs: number; clock: { from: string; to: string } },
): string {
  const parts = Object.entries(stages).map(([name, stage]) => stageText(terminal, name, stage));
  const verdict = ok
    ? paint(terminal, 'green', 'every stage did what it says')
    : paint(terminal, 'red', 'a stage failed');
  return [...parts, `${verdict} · ${(elapsedMs / 1000).toFixed(1)} s · clock ${clock.from} to ${clock.to}`].join(
    '\n\n',
  );
}
