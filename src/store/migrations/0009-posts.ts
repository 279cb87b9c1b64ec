/** What a post does (M-01), by which manners it is released, and the unit a good practice comes from (O-17). */
export const postsMore = [
  `alter table post add column job text`,
  `alter table post add column manner text not null default '[]'`,
  `alter table post add column unit text`,
  ...['publish', 'interpret', 'respond', 'serve'].map(
    (job) =>
      `update post set job = '${job}' where exists (select 1 from post_revision r where r.post = post.id
        and r.revision = post.revision and r.body like '%"job":"${job}"%')`,
  ),
  `create index post_kind on post (kind, id)`,
  `create index post_created on post (created_at)`,
];
