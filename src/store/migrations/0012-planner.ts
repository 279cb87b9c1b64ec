/** What people wish of a post's times, and what keeps a placement from having a place; announced is what is delivered. */
export const planner = [
  `create table post_wish (
    post text primary key references post (id), earliest_at bigint, latest_at bigint, priority integer not null,
    urgent integer not null, after text not null, same_day_as text, within_hours real, updated_at bigint not null,
    updated_by text not null)`,
  `create index post_wish_day on post_wish (same_day_as) where same_day_as is not null`,
  `alter table placement add column earliest_at bigint`,
  `alter table placement add column latest_at bigint`,
  `alter table placement add column obstacle text`,
  `alter table placement add column obstacle_code text`,
  `alter table placement add column obstacle_at bigint`,
  `alter table placement add column next_possible_at bigint`,
  `create index placement_obstacle on placement (obstacle_at) where obstacle_at is not null`,
  `create index placement_live on placement (channel, at) where cancelled_at is null`,
  `create index placement_ahead on placement (at) where cancelled_at is null`,
  `create index delivery_open_channel on delivery (channel, due_at)
    where state in ('planned', 'sending', 'doubtful', 'accepted', 'asking')`,
  `update placement set announced_at = created_at where cancelled_at is null and announced_at is null and exists (
    select 1 from delivery where delivery.subject_kind = 'post' and delivery.subject_id = placement.post
    and delivery.channel = placement.channel and delivery.state <> 'dropped')`,
];
