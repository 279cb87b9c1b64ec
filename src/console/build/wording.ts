import type { Plugin } from 'vite';
import { parse } from 'yaml';

/** Lets the console import content/wording/console/*.yaml as objects. */
export function wording(): Plugin {
  return {
    name: 'wording',
    transform: (text, id) =>
      id.endsWith('.yaml') ? { code: `export default ${JSON.stringify(parse(text))}`, map: null } : null,
  };
}
