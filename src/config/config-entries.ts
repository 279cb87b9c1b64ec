import { basename, dirname, join, relative } from 'node:path';
import type { YamlFile, YamlPath } from './read-yaml.ts';

/** One entry of a configuration file as it is kept in versions: who changed what from when. */
export interface ConfigEntry {
  /** `person`, `section`, `flow`, `catalogue` … */
  kind: string;
  key: string;
  /** Relative to the configuration's folder. */
  file: string;
  line: number;
  body: unknown;
  /** The day from which the entry says it holds; null when it says none. */
  fromOn: string | null;
}

/** Lists of entries by file, with the field that names an entry. What stands in no list is versioned as a whole. */
const lists: Record<string, { kind: string; path: YamlPath; key: string }[]> = {
  people: [
    { kind: 'section', path: ['sections'], key: 'id' },
    { kind: 'person', path: ['people'], key: 'id' },
  ],
  offices: [
    { kind: 'leading-group', path: ['leadingGroups'], key: 'id' },
    { kind: 'administrator-group', path: ['administrators', 'groups'], key: 'id' },
  ],
  workflow: [
    { kind: 'gate', path: ['gates'], key: 'id' },
    { kind: 'flow', path: ['flows'], key: 'id' },
  ],
  catalogue: [
    { kind: 'field', path: ['fields', 'codes'], key: 'code' },
    { kind: 'catalogue', path: ['entries'], key: 'index' },
  ],
  columns: [{ kind: 'column', path: ['columns'], key: 'number' }],
  yearly: [{ kind: 'yearly', path: ['templates'], key: 'id' }],
  channels: [
    { kind: 'channel', path: ['channels'], key: 'id' },
    { kind: 'outside', path: ['outside'], key: 'id' },
  ],
};

/** Every entry of the files that were read. Files without lists give one entry for each of their top keys. */
export function configEntries(config: { folder: string; files: readonly YamlFile<unknown>[] }): ConfigEntry[] {
  return config.files.flatMap((file) => entriesOf(file, relative(config.folder, file.file)));
}

function entriesOf(file: YamlFile<unknown>, shown: string): ConfigEntry[] {
  const name = basename(shown, '.yaml');
  const folder = dirname(shown);
  const listed = folder === '.' ? (lists[name] ?? []) : [];
  const entries = listed.flatMap(({ kind, path, key }) =>
    listAt(file.value, path).map((body, i) => ({
      kind,
      key: String(field(body, key)),
      file: shown,
      line: file.lineOf([...path, i]),
      body,
      fromOn: dayOf(field(body, 'fromOn')),
    })),
  );
  if (folder !== '.') {
    return [{ kind: folder, key: name, file: shown, line: 1, body: file.value, fromOn: null }];
  }
  const inLists = new Set(listed.map(({ path }) => path.join('.')));
  const rest = Object.entries(asRecord(file.value)).flatMap(([top, body]) => {
    if (inLists.has(top)) return [];
    const left = withoutLists(body, top, inLists);
    return [{ kind: 'setting', key: join(name, top), file: shown, line: file.lineOf([top]), body: left, fromOn: null }];
  });
  return [...entries, ...rest];
}

/** A top key whose inner list is versioned entry by entry keeps only what stands beside the list. */
function withoutLists(body: unknown, top: string, inLists: ReadonlySet<string>): unknown {
  if (![...inLists].some((path) => path.startsWith(`${top}.`))) return body;
  return Object.fromEntries(Object.entries(asRecord(body)).filter(([key]) => !inLists.has(`${top}.${key}`)));
}

function listAt(value: unknown, path: YamlPath): unknown[] {
  const found = path.reduce<unknown>((at, part) => field(at, String(part)), value);
  return Array.isArray(found) ? found : [];
}

function field(value: unknown, key: string): unknown {
  return asRecord(value)[key];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function dayOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
