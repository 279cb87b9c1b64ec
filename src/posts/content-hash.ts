import { createHash } from 'node:crypto';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Composed } from './post.ts';

/**
 * What a signature is fixed to: SHA-256 (hex) of the canonical JSON of the composed revision (decisions 4). Equal
 * content gives an equal hash whatever the order of keys; channels, times and acts are not part of it.
 */
export function contentHash(composed: Composed): string {
  return createHash('sha256').update(canonicalJson(composed)).digest('hex');
}
