import words from '../../../content/wording/console/access.yaml';
import { say } from '../look/say.ts';

const names: Readonly<Record<string, string>> = words.scope;

/** 看稿件 for `posts:read`; the code itself of a domain that has no name yet. */
export function scopeWords(scope: string): string {
  const [domain = '', way] = scope.split(':');
  const name = names[domain];
  if (name === undefined) return scope;
  return say(way === 'write' ? words.tokens.writes : words.tokens.reads, { name });
}
