import words from '../../../content/wording/console/requests.yaml';
import { say } from '../look/say.ts';

/** 999+ where counting stopped. */
export function counted(n: number, most: number): string {
  return n >= most ? say(words.more, { n: most - 1 }) : String(n);
}
