/** References from one file of the configuration into another. */
import { basename } from 'node:path';
import type { Cadence } from './cadence.ts';
import type { ChannelConfig } from './channels.ts';
import type { CrossProblem } from './cross-problem.ts';
import { type People, unknown } from './people.ts';
import { type Portal, sourceId } from './portals.ts';
import type { YamlFile } from './read-yaml.ts';
import type { Settings } from './settings.ts';

/** Owners and sections of channels stand in people.yaml. */
export function channelReferences(channels: readonly ChannelConfig[], people: People): CrossProblem[] {
  const persons = people.people.map((p) => p.id);
  const sections = people.sections.map((s) => s.id);
  return channels.flatMap((c, i) => [
    ...(persons.includes(c.owner) ? [] : [unknown(['channels', i, 'owner'], 'person', c.owner, persons)]),
    ...(sections.includes(c.section) ? [] : [unknown(['channels', i, 'section'], 'section', c.section, sections)]),
  ]);
}

/** Channels that cadence rules name stand in channels.yaml. */
export function cadenceReferences(cadence: Cadence, channels: readonly ChannelConfig[]): CrossProblem[] {
  const ids = channels.map((c) => c.id);
  return cadence.rules.flatMap(({ binds }, i) =>
    (['channels', 'except'] as const).flatMap((list) =>
      (binds[list] ?? []).flatMap((id, k) =>
        ids.includes(id) ? [] : [unknown(['rules', i, 'binds', list, k], 'channel', id, ids)],
      ),
    ),
  );
}

/** Rules that an account's own switch names are there. */
export function switchReferences(cadence: Cadence, channels: readonly ChannelConfig[]): CrossProblem[] {
  const ids = cadence.rules.map(({ rule }) => rule.id);
  return channels.flatMap(({ cadence: own }, i) =>
    Object.keys(typeof own?.repostsCount === 'object' ? own.repostsCount : {}).flatMap((id) =>
      ids.includes(id) ? [] : [unknown(['channels', i, 'cadence', 'repostsCount', id], 'rule', id, ids)],
    ),
  );
}

/** The drafter of posts that make themselves is a person; the sources named there are columns of portals. */
export function settingsReferences({ posts }: Settings, people: People, portals: readonly Portal[]): CrossProblem[] {
  const persons = people.people.map((p) => p.id);
  const sources = portals.flatMap((p) => p.columns.map((c) => sourceId(p, c)));
  return [
    ...(persons.includes(posts.author) ? [] : [unknown(['posts', 'author'], 'person', posts.author, persons)]),
    ...Object.keys(posts.items).flatMap((id) =>
      sources.includes(id) ? [] : [unknown(['posts', 'items', id], 'source', id, sources)],
    ),
  ];
}

/** Sections that draft and classes of documents that the settings of policies name are there. */
export function policyReferences({ policy }: Settings, people: People, portals: readonly Portal[]): CrossProblem[] {
  const sections = people.sections.map((s) => s.id);
  const sources = portals.flatMap((p) => p.columns.map((c) => sourceId(p, c)));
  const classes = policy.classes.map((c) => c.code);
  return [
    ...Object.entries(policy.sections).flatMap(([source, section]) => [
      ...(sources.includes(source) ? [] : [unknown(['policy', 'sections', source], 'source', source, sources)]),
      ...(sections.includes(section) ? [] : [unknown(['policy', 'sections', source], 'section', section, sections)]),
    ]),
    ...Object.keys(policy.firstInterpreter.byClass).flatMap((code) =>
      classes.includes(code)
        ? []
        : [unknown(['policy', 'firstInterpreter', 'byClass', code], 'class of documents', code, classes)],
    ),
  ];
}

/** A file of a folder is called like the entry it holds, so that it is found. */
export function nameProblem(file: YamlFile<unknown>, key: string, id: string): CrossProblem[] {
  const name = basename(file.file, '.yaml');
  if (name === id) return [];
  const remedy = `Rename the file to ${id}.yaml, or write ${name} here.`;
  return [{ path: [key], expected: `the file's name, ${name}`, found: id, remedy }];
}
