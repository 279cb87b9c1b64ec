/** Black-outs, holds and embargoes, and the times in which no worker looked (docs/states.md). */
export const stops = [
  `create table blackout (
    id text primary key, kind text not null, reason text not null, channels text, includes_internal integer not null,
    from_at bigint not null, to_at bigint, started_by text not null, started_at bigint not null, ended_by text,
    ended_at bigint)`,
  `create index blackout_open on blackout (from_at) where ended_at is null`,
  `create index blackout_from on blackout (from_at)`,
  `create table post_release (
    post text primary key references post (id), embargo_until bigint, held_at bigint, held_by text, held_reason text,
    released_at bigint)`,
  `create index post_release_kept on post_release (post) where held_at is not null or embargo_until is not null`,
  `create table worker_tick (id integer primary key, at bigint not null)`,
  `create table worker_gap (
    id text primary key, kind text not null, from_at bigint not null, to_at bigint not null, worker text not null)`,
  `create index worker_gap_to on worker_gap (to_at)`,
  `create index question_kind on question (kind, opened_at) where answered_at is null`,
];
