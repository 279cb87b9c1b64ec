/**
 * Who signs in whose place on which days (代签); a row is never deleted, one that is ended early keeps who ended it. And how
 * many articles a run of review is over, so that its list reads no texts.
 */
export const substitutes = [
  `create table substitution (
    id text primary key, absent text not null, stand_in text not null, begins_on text not null, ends_on text not null,
    reason text not null, named_by text not null, named_at bigint not null, ended_by text, ended_at bigint)`,
  `create index substitution_stand_in on substitution (stand_in, ends_on) where ended_at is null`,
  `create index substitution_absent on substitution (absent, ends_on) where ended_at is null`,
  `create index substitution_days on substitution (ends_on, id)`,
  `alter table review add column articles integer not null default 1`,
  // In the canonical JSON of a text every article has this key once, and nothing else has.
  `update review set articles = (
    select max((length(r.body) - length(replace(r.body, '"sourceUrl":', ''))) / 12) from post_revision r
    where r.post = review.post and r.content_hash = review.content_hash) where state = 'open'`,
];
