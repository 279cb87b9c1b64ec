/** Pictures that were prepared before, by what they were made from; pictures that could not be had and are asked for again. */
export const pictures = [
  `create table picture (
    source_sha256 text primary key, recipe integer not null, parts text not null, note text, created_at bigint not null)`,
  `create table lost_picture (
    post text not null references post (id), url text not null, reason text not null, attempts integer not null,
    next_at bigint, primary key (post, url))`,
  `create index lost_picture_due on lost_picture (next_at) where next_at is not null`,
];
