/**
 * What signing in the console keeps: who signed in whose place, what was opened and so cannot be withdrawn, signatures
 * that were withdrawn, passages marked on a return, and the approval form as it was signed.
 */
export const reviewConsole = [
  `alter table signature add column for_person text`,
  // Who wrote a text stands behind its body in the row: lists read it from here.
  `create index post_revision_hands on post_revision (post, revision, created_by, writers)`,
  `create index signature_returned on signature (person, at) where decision = 'return'`,
  `create table review_opening (
    review text not null references review (id), position integer not null, person text not null, at bigint not null,
    primary key (review, position))`,
  `create table withdrawn_signature (
    id text primary key, review text not null references review (id), position integer not null, step text not null,
    person text not null, for_person text, opinion text not null, content_hash text not null, at bigint not null,
    withdrawn_at bigint not null)`,
  `create index withdrawn_signature_review on withdrawn_signature (review)`,
  `create table return_mark (
    review text not null references review (id), number integer not null, article integer not null, block integer not null,
    start_at integer not null, end_at integer not null, excerpt text not null, note text not null,
    primary key (review, number))`,
  `create table approval_form (
    review text primary key references review (id), body text not null, fingerprint text not null, made_at bigint not null)`,
];
