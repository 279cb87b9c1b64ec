/** Codes with which making a call ready says that what it stands on has gone from the platform: a draft that is to be published. */
const vanished: ReadonlySet<string> = new Set(['wechat-draft-gone']);

/**
 * Whether a person has to say what became of it: somebody may have published or deleted it there, or a job that failed has
 * taken it along. It is never built anew by itself (delivery protocol, K3).
 */
export function hasVanished(code: string): boolean {
  return vanished.has(code);
}
