/** The text that people are writing in the console, who writes in which article, texts that were replaced, and lists of posts. */
export const editing = [
  `create table working_copy (
    post text primary key references post (id), base_revision integer not null, base_hash text not null, head text not null,
    wishes text not null, article_order text not null, version integer not null, dirty integer not null,
    writers text not null, voids_hash text, updated_at bigint not null, updated_by text not null)`,
  `create table working_article (
    post text not null references working_copy (post), id text not null, base integer, title text not null,
    author text not null, digest text not null, body text not null, source_url text, cover text, cover_from text not null,
    version integer not null, saved_at bigint not null, saved_by text not null, holder text, holder_tab text,
    held_until bigint, asked_by text, asked_at bigint, primary key (post, id))`,
  `create table kept_text (
    id text primary key, post text not null references post (id), article text not null, title text not null,
    author text not null, digest text not null, body text not null, person text not null, at bigint not null,
    why text not null)`,
  `create index kept_text_post on kept_text (post, at)`,
  `alter table post_revision add column writers text not null default '[]'`,
  `create index post_updated on post (updated_at, id)`,
  `create index post_author on post (author, updated_at, id)`,
  `create index post_state_updated on post (state, updated_at, id)`,
];
