import { beijingDay } from '../calendar/beijing-time.ts';
import { personOf } from '../config/acting-person.ts';
import { readPlan } from '../config/read-plan.ts';
import { templateNamed } from '../config/yearly.ts';
import { applyTemplate } from '../ledger/apply-template.ts';
import { finishTask } from '../ledger/finish-task.ts';
import { importPlan } from '../ledger/import-plan.ts';
import { listTasks } from '../ledger/list-tasks.ts';
import { reconcileYearly } from '../ledger/reconcile-yearly.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf, yearOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast task`: the tasks of the year's plan (O-12). */
export const taskCommand: AddCommand = (program, cli) => {
  const task = program.command('task').description('the tasks of the year’s plan');
  actsAs(
    task
      .command('import [file]')
      .description('makes one task of every row of a plan; without a file, of every plan of config/plans'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast task import config/plans/2026.yaml --as zhao-min')
    .action((file: string | undefined, options: { as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, config } = govcast;
          const actor = actingPerson(govcast, options.as);
          const imported = [];
          for (const plan of file === undefined ? config.plans : [readPlan(file, config.people)]) {
            imported.push({ plan: plan.id, rows: plan.tasks.length, ...(await importPlan(acting, actor, plan)) });
          }
          const rows = imported.map((p) => [p.plan, p.rows, p.made, p.changed]);
          return {
            object: { plans: imported },
            text: () => table(['plan', 'rows', 'made', 'changed'], rows, 'no plan'),
          };
        }),
      ),
    );
  actsAs(
    task
      .command('apply <template>')
      .description('makes the tasks of a template of config/yearly.yaml for a year; again it makes none')
      .option('--year <year>', 'default this year'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast task apply open-month --year 2026 --as zhao-min')
    .action((name: string, options: { as: string; year?: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, clock, config } = govcast;
          const template = templateNamed(config.yearly, name);
          const year = options.year === undefined ? beijingDay(clock.now()).slice(0, 4) : options.year;
          const applied = await applyTemplate(acting, actingPerson(govcast, options.as), template, yearOf(year));
          const text = () => `${applied.plan}: ${applied.made} made, ${applied.changed} changed`;
          return { object: applied, text };
        }),
      ),
    );
  actsAs(task.command('done <task>').description('a task is done: by its id, or as PLAN/ROW'))
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast task done disclosure-guide-2026/1 --as zhao-min')
    .action((name: string, options: { as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, config } = govcast;
          const actor = actingPerson(govcast, options.as);
          const done = await finishTask(acting, actor, personOf(config.people, actor.person), idOf('task', name));
          const begun = await reconcileYearly(acting, config.yearly.templates);
          const object = { task: done.id, plan: done.plan, number: done.number, done: true, begun };
          const next = begun.length > 0 ? `; begun: ${begun.join(', ')}` : '';
          return { object, text: () => `${done.plan}/${done.number} ${done.title} is done${next}` };
        }),
      ),
    );
  task
    .command('list')
    .description('tasks by their days; late ones count against the lead section')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast task list')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock }) => {
          const listed = await listTasks(acting.db, beijingDay(clock.now()));
          const state = (t: { done: boolean; late: boolean }) => (t.done ? 'done' : t.late ? 'late' : 'open');
          const rows = listed.tasks.map((t) => [
            t.plan,
            t.number,
            t.title,
            t.lead,
            t.with.join(' '),
            t.dueOn,
            state(t),
          ]);
          const head = ['plan', 'row', 'task', 'lead', 'with', 'due', 'state'];
          return { object: listed, text: () => table(head, rows, 'no tasks: govcast task import') };
        }),
      ),
    );
};
