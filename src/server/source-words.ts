/** Documents that rules come from, by name: settings cite them by short keys. */
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../config/read-yaml.ts';

const namesSchema = z.record(z.string().regex(/^[A-Z]\d+$/), z.string().min(1));

/** Names of documents by their keys: S2. */
export type SourceNames = z.output<typeof namesSchema>;

/** @throws ConfigProblems naming file and line of content/wording/sources.yaml */
export function readSourceNames(contentFolder: string): SourceNames {
  return readYaml(join(contentFolder, 'wording', 'sources.yaml'), namesSchema).value;
}

/** `S2 附件3` with the name of the document in place of its key. Pure; keys without a name, as ids of rules, stay. */
export function sourceWords(names: SourceNames, source: string): string {
  return source.replace(/(?<![\w-])([A-Z]\d+)(?![\w-])( ?)/g, (text: string, key: string, blank: string) => {
    const name = Object.hasOwn(names, key) ? names[key] : undefined;
    // A bracket of full width keeps its own distance.
    return name === undefined ? text : `${name}${name.endsWith('）') ? '' : blank}`;
  });
}
