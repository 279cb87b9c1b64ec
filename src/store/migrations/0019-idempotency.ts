/** Writes of the API by the key the caller gave them, with the answer that a repeat gets again. */
export const idempotency = [
  `create table idempotent_call (
    person text not null, key text not null, request_hash text not null, status integer, answer text,
    begun_at bigint not null, primary key (person, key)
  )`,
  `create index idempotent_call_begun on idempotent_call (begun_at)`,
];
