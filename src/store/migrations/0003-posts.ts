/** Posts, their immutable revisions and pictures; reviews, signatures, gates and exceptions. */
export const posts = [
  `create table post (
    id text primary key, title text not null, kind text not null, subject_kind text not null, subject_id text not null,
    material text not null default '', author text not null, state text not null, revision integer not null, content_hash text not null,
    approved_hash text, created_at bigint not null, updated_at bigint not null)`,
  `create unique index post_subject on post (subject_kind, subject_id)`,
  `create index post_state on post (state, updated_at)`,
  `create table post_revision (
    post text not null references post (id), revision integer not null, content_hash text not null, body text not null,
    findings text not null default '[]', created_at bigint not null, created_by text not null,
    primary key (post, revision))`,
  `create index post_revision_hash on post_revision (post, content_hash)`,
  `create table asset (
    sha256 text primary key, media_type text not null, width integer not null, height integer not null,
    bytes bytea not null, created_at bigint not null)`,
  `create table review (
    id text primary key, post text not null references post (id), content_hash text not null, workflow text not null,
    state text not null, opened_by text not null, opened_at bigint not null, closed_at bigint)`,
  `create unique index review_open on review (post) where state = 'open'`,
  `create index review_post on review (post, opened_at)`,
  `create table signature (
    review text not null references review (id), position integer not null, step text not null, person text not null,
    decision text not null, opinion text not null, content_hash text not null, at bigint not null,
    primary key (review, position))`,
  `create table gate_tick (
    review text not null references review (id), gate text not null, person text not null, comment text not null,
    at bigint not null, primary key (review, gate))`,
  `create table finding_exception (
    post text not null, content_hash text not null, "check" text not null, excerpt text not null,
    reason_code text not null, person text not null, at bigint not null,
    primary key (post, content_hash, "check", excerpt))`,
];
