import { createHash } from 'node:crypto';
import { canonicalJson } from '../store/canonical-json.ts';

/** SHA-256 of a request without its credentials: what the begun row of an attempt keeps. */
export function requestHash(request: unknown): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex');
}
