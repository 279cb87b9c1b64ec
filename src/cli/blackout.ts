import type { Command } from 'commander';
import { isoBeijing } from '../calendar/beijing-time.ts';
import { keptByBlackout } from '../delivery/answer-blackout.ts';
import { type BlackoutKind, blackoutKinds } from '../schedule/blackout/blackout.ts';
import { changeBlackoutEnd, endBlackout, requireBlackout } from '../schedule/blackout/end-blackout.ts';
import { type AffectedBy, listAffected } from '../schedule/blackout/list-affected.ts';
import { listBlackouts, shownBlackout } from '../schedule/blackout/show-blackout.ts';
import { startBlackout } from '../schedule/blackout/start-blackout.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf, momentOf, oneOf } from './arguments.ts';
import { addBlackoutAnswer } from './blackout-answer.ts';
import { affectedText, oneLine } from './blackout-text.ts';
import type { AddCommand, Cli } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

interface StartOptions {
  kind: string;
  reason: string;
  channel: string[];
  internal?: boolean;
  from?: string;
  to?: string;
  as: string;
  json?: boolean;
}

const kinds = Object.keys(blackoutKinds).filter((each): each is BlackoutKind => each in blackoutKinds);

/** `govcast blackout`: stops everything that would go out, and afterwards asks what becomes of it. */
export const blackoutCommand: AddCommand = (program, cli) => {
  const blackout = program.command('blackout').description('black-outs (停发): nothing goes out until they are over');
  addStart(blackout, cli);
  addList(blackout, cli);
  addShow(blackout, cli);
  addEnd(blackout, cli);
  addBlackoutAnswer(blackout, cli);
};

function addStart(blackout: Command, cli: Cli): void {
  const names = (text: string, before: string[]) => [...before, ...text.split(/[\s,，、]+/).filter(Boolean)];
  const start = blackout
    .command('start')
    .description('from now on, or from --from, nothing is begun; lists what would have gone out')
    .requiredOption('--reason <text>', 'read by staff and kept in the ledger')
    .option('--kind <kind>', kinds.join(', '), 'other')
    .option('--channel <names>', 'accounts, with commas; default every account', names, [])
    .option('--internal', 'holds for notices inside (act message), too; those of named accounts always', false)
    .option('--from <moment>', 'Beijing time; default now')
    .option('--to <moment>', 'its last moment; default until `blackout end`');
  actsAs(start)
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExamples:\n  govcast blackout start --kind mourning --reason 全国哀悼日 --as zhang-wei' +
        '\n  govcast blackout start --kind exam --reason 高考 --from "2099-06-07 00:00" --to "2099-06-08 23:59" --as zhang-wei',
    )
    .action((options: StartOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, config, clock } = govcast;
          const channels = options.channel.map((name) => govcast.channelConfig(name).id);
          const wish = {
            ...{ kind: oneOf(kinds, options.kind, 'kind'), reason: options.reason },
            ...{ channels: channels.length > 0 ? channels : null, includesInternal: options.internal === true },
            fromAt: options.from === undefined ? null : momentOf(options.from),
            toAt: options.to === undefined ? null : momentOf(options.to),
          };
          const known = config.channels.map(({ id }) => id);
          const desk = { ...acting, people: config.people };
          const started = await startBlackout(desk, known, wish, actingPerson(govcast, options.as));
          const { keptBack, underWay, byHand, isCut } = started;
          const shown = shownBlackout(started.blackout, clock.now());
          return {
            object: { blackout: shown, keptBack, underWay, byHand, isCut },
            text: () => [oneLine(shown), ...affectedText(started)].join('\n'),
          };
        }),
      ),
    );
}

function addList(blackout: Command, cli: Cli): void {
  blackout
    .command('list')
    .description('black-outs, the newest first')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast blackout list')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock }) => {
          const listed = await listBlackouts(acting.db, clock.now());
          const rows = listed.blackouts.map((b) => [
            ...[b.id, b.state, b.kindName, [b.channels].flat().join(' '), b.from, b.to ?? 'until ended', b.reason],
          ]);
          const columns = ['blackout', 'state', 'kind', 'channels', 'from', 'to', 'reason'];
          return { object: listed, text: () => table(columns, rows, 'no black-outs') };
        }),
      ),
    );
}

function addShow(blackout: Command, cli: Cli): void {
  blackout
    .command('show <id>')
    .description('one black-out: what it keeps back, what is under way, and what still asks')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast blackout show 01J…')
    .action((id: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock }) => {
          const found = await requireBlackout(acting.db, idOf('blackout', id));
          const shown = shownBlackout(found, clock.now());
          const none: AffectedBy = { keptBack: [], underWay: [], byHand: [], isCut: false };
          const affected = shown.state === 'over' ? none : await listAffected(acting.db, found);
          const asking = (await keptByBlackout(acting.db, found.id)).map(
            ({ id: delivery, subjectId, dueAt, ...kept }) => ({
              ...{ delivery, post: subjectId, title: kept.title, channel: kept.channel, act: kept.act },
              at: isoBeijing(dueAt),
            }),
          );
          const rows = asking.map((a) => [a.delivery, a.channel, a.at, a.title]);
          return {
            object: { blackout: shown, ...affected, asking },
            text: () =>
              [
                oneLine(shown),
                ...affectedText(affected),
                table(['asks', 'channel', 'at', 'title'], rows, 'nothing asks'),
              ].join('\n'),
          };
        }),
      ),
    );
}

function addEnd(blackout: Command, cli: Cli): void {
  const end = blackout
    .command('end <id>')
    .description('ends it now, or changes its end; nothing goes out by itself because of that')
    .option('--at <moment>', 'another last moment, Beijing time, in place of ending it now');
  actsAs(end)
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast blackout end 01J… --as zhang-wei')
    .action((id: string, options: { at?: string; as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, clock, config } = govcast;
          const desk = { ...acting, people: config.people };
          const actor = actingPerson(govcast, options.as);
          const given = idOf('blackout', id);
          const ended =
            options.at === undefined
              ? await endBlackout(desk, given, actor)
              : await changeBlackoutEnd(desk, given, momentOf(options.at), actor);
          const shown = shownBlackout(ended, clock.now());
          const next = shown.state === 'over' ? [`look with: govcast blackout show ${given}`] : [];
          return { object: { blackout: shown }, text: () => [oneLine(shown), ...next].join('\n') };
        }),
      ),
    );
}
