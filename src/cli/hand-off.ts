import { join } from 'node:path';
import { isoBeijing } from '../calendar/beijing-time.ts';
import { fileEntry, handOffFiles } from '../delivery/hand-off/hand-off-files.ts';
import { loadHandOff } from '../delivery/hand-off/load-hand-off.ts';
import { readHandOffWording } from '../delivery/hand-off/steps.ts';
import { takeHandOff } from '../delivery/hand-off/take-hand-off.ts';
import { voidHandOffs } from '../delivery/hand-off/void-hand-offs.ts';
import { writeHandOff } from '../delivery/hand-off/write-hand-off.ts';
import { requireDelivery } from '../delivery/show-delivery.ts';
import type { Govcast } from '../govcast.ts';
import { handOffSource } from '../hand-off-source.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

interface Options {
  out?: string;
  as: string;
  json?: boolean;
}

/** `govcast hand-off`: an approved text as files that a person publishes from. */
export const handOffCommand: AddCommand = (program, cli) => {
  const command = program
    .command('hand-off <delivery>')
    .description('gives an approved text out to be published by hand; nothing of it is sent by govcast any more')
    .option('--out <place>', 'a folder, or a file that ends in .zip; default data/hand-off/ID');
  actsAs(command)
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExample:\n  govcast hand-off 01J… --out 手工发布.zip --as li-na\n  govcast delivery confirm 01J… --link https://mp.weixin.qq.com/s/… --as li-na',
    )
    .action((text: string, options: Options) =>
      cli.run(options.json, () => withGovcast(cli, (govcast) => handOff(govcast, idOf('delivery', text), options))),
    );
};

async function handOff(govcast: Govcast, id: string, options: Options) {
  const { acting, environment, work } = govcast;
  const actor = actingPerson(govcast, options.as);
  const wording = readHandOffWording(environment.contentFolder);
  const { subjectId } = await requireDelivery(acting.db, id);
  await voidHandOffs(work, subjectId);
  const row = await takeHandOff(work, id, actor);
  const { channel } = await requireDelivery(acting.db, id);
  const { handOff: loaded, pictures } = await loadHandOff(handOffSource(govcast, channel), row);
  const files = handOffFiles(loaded, pictures, wording);
  const out = options.out ?? join(environment.dataFolder, 'hand-off', id);
  const written = await writeHandOff(files, out, { mark: acting.newId(), at: row.takenAt });
  const listed = files.map(fileEntry);
  const { hash, takenBy, takenAt } = row;
  const confirm = `govcast delivery confirm ${id} --link URL --as ${actor.person}`;
  const about = {
    delivery: id,
    post: loaded.post,
    channel,
    act: loaded.act,
    hash,
    takenBy,
    takenAt: isoBeijing(takenAt),
  };
  const lines = [
    `${written ? 'written to' : 'is there already:'} ${out}`,
    `taken by ${takenBy} at ${isoBeijing(takenAt)}; open index.html and follow checklist.html`,
    table(
      ['file', 'bytes'],
      listed.map((f) => [f.name, f.bytes]),
    ),
    `when it is public: ${confirm}`,
  ];
  return { object: { ...about, out, written, files: listed, confirm }, text: () => lines.join('\n') };
}
