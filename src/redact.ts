/** Masks what must stand in no log, no error and no stored answer: credentials, and the numbers of persons. Pure. */
import { asProblem, GovcastError } from './errors.ts';

const mask = '***';
const names =
  'access_?token|refresh_?token|authorizer_access_token|component_access_token|token|[a-z_]*secret|password|passwd|' +
  'encoding_?aes_?key|webhook_?key|api_?key|key|sign|signature|msg_signature|ticket|authorization|cookie|set-cookie';
/** Names of fields whose text is secret: `AppSecret`, `access_token`, `webhookKey` … */
const secretName = new RegExp(`^(${names})$`, 'i');

const rules: [RegExp, string][] = [
  // In an address, a form or a message: access_token=…, &key=…, also when the address is itself encoded (%3D).
  [new RegExp(`(^|[^a-z0-9_-]|%[0-9a-f]{2})(${names})(=|%3D)(?:(?!%26)[^&\\s"'<>#,;)}])+`, 'gi'), `$1$2$3${mask}`],
  // As JSON or YAML text: "secret": "…", also with escaped quotes.
  [new RegExp(`(\\\\?["']?)\\b(${names})\\1(\\s*:\\s*)(\\\\?["'])(?:(?!\\4).)*\\4`, 'gi'), `$1$2$1$3$4${mask}$4`],
  // As a header line: Authorization: Bearer …, Cookie: a=b; c=d.
  [/\b(authorization|cookie|set-cookie)(\s*:\s*)[^\r\n"']+/gi, `$1$2${mask}`],
  [/\b(bearer|basic)\s+[a-z0-9._~+/=-]{8,}/gi, `$1 ${mask}`],
  // As an XML element: <AppSecret>…</AppSecret>.
  [new RegExp(`<(${names})>[^<]*<`, 'gi'), `<$1>${mask}<`],
  // In the authority of an address: postgres://user:password@host.
  [/(:\/\/)[^\s/@:]*:[^\s/@]*@/g, `$1${mask}@`],
  // Robots whose address is the credential.
  [/(\/open-apis\/bot\/v2\/hook\/)[\w-]+/g, `$1${mask}`],
  // Persons: an identity number keeps its region, a mobile number its ends.
  [
    /(?<![\dA-Za-z])([1-9]\d{5})(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g,
    `$1${'*'.repeat(12)}`,
  ],
  [/(?<![\d.])(1[3-9]\d)\d{4}(\d{4})(?![\d.])/g, '$1****$2'],
];

export function redactText(text: string): string {
  return rules.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}

/**
 * A copy of any value that can be written as JSON, with secrets masked by the name of their field and inside texts.
 * Errors become their problem with the stack; circles, buffers and what lies deeper than eight levels are named only.
 */
export function redact(value: unknown): unknown {
  return copy(value, [], false);
}

function copy(value: unknown, above: readonly unknown[], secret: boolean): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (secret) return mask;
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object') return redactText(String(value));
  if (above.includes(value)) return '<circle>';
  if (above.length >= 8) return '<deep>';
  const inside = [...above, value];
  if (value instanceof Error) return copy(errorFields(value), inside, false);
  if (value instanceof Uint8Array) return `<${value.length} bytes>`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Map) return copy(Object.fromEntries(value), inside, false);
  if (Array.isArray(value) || value instanceof Set) return [...value].map((v) => copy(v, inside, false));
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, copy(v, inside, secretName.test(k))]));
}

function errorFields(error: Error): Record<string, unknown> {
  const { stack } = error;
  const cause = error.cause === undefined ? {} : { cause: error.cause };
  if (error instanceof GovcastError) return { kind: error.name, ...asProblem(error), ...cause, stack };
  const code = 'code' in error ? { code: error.code } : {};
  return { kind: error.name, message: error.message, ...code, ...cause, stack };
}
