import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits as text: cookies, tokens and states. What is random needs no slow hash. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of it. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
