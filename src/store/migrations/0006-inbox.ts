/** Callbacks as they came, the requests made of them, and where comments have been read to. */
export const inbox = [
  `create table inbound (
    id text primary key, channel text not null, dedupe_key text not null, body text not null,
    received_at bigint not null, applied_at bigint, problem text)`,
  `create unique index inbound_key on inbound (channel, dedupe_key)`,
  `create index inbound_waiting on inbound (received_at) where applied_at is null`,
  `create table request (
    id text primary key, kind text not null, channel text not null, intake text not null, intake_id text not null,
    section text not null, assignee text, state text not null, sender text, body text not null,
    received_at bigint not null, start_on text not null, due_on text not null, days integer not null, unit text not null,
    rule text not null, provisional integer not null, closed_at bigint)`,
  `create unique index request_intake on request (channel, intake, intake_id)`,
  `create index request_open on request (due_on) where closed_at is null`,
  `create table comment_state (
    channel text not null, message_id text not null, position integer not null, followed_at bigint not null,
    checked_at bigint, next_check_at bigint, primary key (channel, message_id, position))`,
  `create index comment_state_due on comment_state (next_check_at) where next_check_at is not null`,
];
