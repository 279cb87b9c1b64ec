/** Deliveries with steps, attempts, events and questions (docs/states.md). */
export const delivery = [
  `create table delivery (
    id text primary key, subject_kind text not null, subject_id text not null, channel text not null,
    occasion integer not null, act text not null, hash text not null, state text not null, reason text,
    fence bigint not null, worker text, work_at bigint, stop_wanted integer not null, due_at bigint not null,
    priority integer not null, created_at bigint not null, finished_at bigint)`,
  `create unique index delivery_subject on delivery (subject_kind, subject_id, channel, occasion)
    where state <> 'dropped'`,
  `create index delivery_work on delivery (work_at) where state in ('planned', 'sending', 'doubtful', 'accepted')`,
  `create index delivery_channel on delivery (channel, created_at)`,
  `create index delivery_open on delivery (state, due_at)`,
  `create table step (
    delivery text not null references delivery (id), position integer not null, name text not null,
    effect text not null, visible integer not null, state text not null, answer text,
    primary key (delivery, position))`,
  `create table attempt (
    id text primary key, delivery text not null references delivery (id), position integer not null,
    number integer not null, state text not null, fence bigint not null, request_hash text not null, key text,
    calls integer not null, begun_at bigint not null, last_begun_at bigint not null, lost_at bigint,
    looks integer not null, polls integer not null, external_id text, answer text, error_code text)`,
  `create unique index attempt_number on attempt (delivery, position, number)`,
  `create unique index attempt_open on attempt (delivery, position) where state = 'open'`,
  `create index attempt_recent on attempt (last_begun_at)`,
  `create index attempt_external on attempt (external_id) where external_id is not null`,
  `create table event (
    id text primary key, channel text not null, kind text not null, external_id text not null, outcome text not null,
    body text not null, seen_at bigint not null, applied_at bigint)`,
  `create unique index event_key on event (channel, kind, external_id, outcome)`,
  `create index event_waiting on event (external_id) where applied_at is null`,
  `create table question (
    id text primary key, delivery text not null references delivery (id), kind text not null, seen text not null,
    remedy text not null, opened_at bigint not null, answer text, answered_by text, answered_at bigint, note text)`,
  `create unique index question_open on question (delivery) where answered_at is null`,
];
