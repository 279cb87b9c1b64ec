import type { Platform } from './platform.ts';

/**
 * First numbers. Real message and comment ids are 64-bit; those here lie beyond 2^53 on purpose, so that a client that
 * reads JSON numbers as floating point is found out.
 */
const first = {
  publish: 100000001n,
  msgData: 2247490001n,
  msg: 9007199254750001n,
  comment: 9007199254990001n,
  citizenMessage: 23456789012345601n,
};

/** The next number of a row, never used again after a restart. */
export function nextSerial(platform: Platform, name: keyof typeof first): string {
  const row = platform.db
    .prepare<[string], { value: number }>(
      'insert into serial (name, value) values (?, 0) on conflict (name) do update set value = value + 1 returning value',
    )
    .get(name);
  return String(first[name] + BigInt(row?.value ?? 0));
}

/** An opaque id of `length` characters, as in media_id, article_id and page addresses. */
export function opaqueId(platform: Platform, length: number): string {
  return platform.randomBytes(length).toString('base64url').slice(0, length);
}
