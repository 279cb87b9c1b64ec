import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, two passes, one lane: what OWASP's Password Storage Cheat Sheet asks at least. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of this cost that no password opens, so that an unknown name takes as long as a known one. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** @param held null or empty for somebody who has none: the answer is no, and takes as long */
export async function verifyPassword(held: string | null, password: string): Promise<boolean> {
  const right = await verify(held || NOBODY, password);
  return right && Boolean(held);
}
