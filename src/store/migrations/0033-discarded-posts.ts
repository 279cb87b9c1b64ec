/**
 * Drafts that somebody put out of the way: why, who, when. Their texts, pictures and history stay. With it the indexes by
 * which all deliveries of a post are found, dropped ones too, the places that were cancelled with it, and one's own posts
 * in a state.
 */
export const discardedPosts = [
  `create table discarded_post (
    post text primary key references post (id), reason text not null, person text not null, at bigint not null)`,
  `create index delivery_of_subject on delivery (subject_kind, subject_id)`,
  `create index post_author_state on post (author, state, updated_at, id)`,
  `create index placement_cancelled on placement (post, cancelled_at) where cancelled_at is not null`,
];
