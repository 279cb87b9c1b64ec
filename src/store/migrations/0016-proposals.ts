/** What people said of proposals, what cross-posting rules took, and the pace at which a post is reviewed. */
export const proposals = [
  `create table proposal_decision (
    subject_kind text not null, subject_id text not null, channel text not null, decision text not null,
    reason text not null, post text, person text not null, at bigint not null,
    primary key (subject_kind, subject_id, channel))`,
  `create table cross_post (
    rule text not null, item text not null references item (id), channel text not null, state text not null,
    kind text not null, job text, author text not null, act text, pace text not null, submit integer not null, post text,
    due_at bigint, at bigint not null, try_at bigint, problem text not null default '',
    primary key (rule, item, channel))`,
  `create index cross_post_item on cross_post (item)`,
  `create index cross_post_try on cross_post (try_at) where try_at is not null`,
  `create index cross_post_state on cross_post (state, at)`,
  `create index pair_made on pair (at) where decision = 'made'`,
  `alter table post add column pace text not null default 'full'`,
];
