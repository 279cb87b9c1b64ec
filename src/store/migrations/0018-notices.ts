/** What people should be told, what they were told, and calendar feeds. */
export const notices = [
  `create table concern (
    id text primary key, key text not null, source text not null, kind text not null, about text not null,
    urgency text not null, fields text not null, recipients text not null, since bigint not null,
    first_seen_at bigint not null, episode integer not null, ended_at bigint, end_told_at bigint,
    acknowledged_by text, acknowledged_at bigint)`,
  `create unique index concern_key on concern (key)`,
  `create index concern_standing on concern (first_seen_at, id) where ended_at is null`,
  `create index concern_ended on concern (ended_at) where ended_at is not null`,
  `create index concern_ending on concern (ended_at) where end_told_at is null and ended_at is not null`,
  `create table notice (
    id text primary key, kind text not null, person text, way text not null, state text not null, title text not null,
    body text not null, hash text not null, digest_on text, calls integer not null, lost integer not null,
    created_at bigint not null, work_at bigint, told_at bigint, answer text, error_code text)`,
  `create index notice_due on notice (work_at) where work_at is not null`,
  `create index notice_failed on notice (created_at) where state = 'failed'`,
  `create index notice_created on notice (created_at)`,
  `create index notice_person on notice (person, created_at)`,
  `create index notice_way on notice (way, created_at)`,
  `create unique index notice_digest on notice (person, way, digest_on) where digest_on is not null`,
  `create table notice_line (
    concern text not null references concern (id), episode integer not null, step integer not null,
    person text not null, way text not null, notice text references notice (id), told_at bigint not null,
    primary key (concern, episode, step, person, way))`,
  `create index notice_line_person on notice_line (person, told_at)`,
  `create index notice_line_notice on notice_line (notice) where notice is not null`,
  `create table digest_day (day text primary key, at bigint not null)`,
  `create table feed (feed text primary key, generation integer not null, reset_by text not null, reset_at bigint not null)`,
  `create index request_received on request (received_at)`,
];
