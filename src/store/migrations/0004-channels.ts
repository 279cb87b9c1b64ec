/** Channels with their publications, quotas and uploads; placements and breaches of the update clocks. */
export const channels = [
  `create table channel_state (
    channel text primary key, paused_at bigint, paused_reason text, paused_by text, rights text not null)`,
  `create table publication (
    id text primary key, channel text not null, delivery text, act text not null, external_id text not null,
    position integer not null, title text not null, url text, public_at bigint not null, seen_at bigint not null,
    original integer not null, repost integer not null, link_ok integer, gone_at bigint, removed_by text)`,
  `create unique index publication_external on publication (channel, external_id, position)`,
  `create index publication_channel on publication (channel, public_at)`,
  `create index publication_delivery on publication (delivery)`,
  `create table quota (
    channel text not null, quota text not null, period text not null, by_hand integer not null,
    primary key (channel, quota, period))`,
  `create table quota_hold (
    channel text not null, quota text not null, period text not null, attempt text not null, state text not null,
    at bigint not null, primary key (attempt, quota, period))`,
  `create index quota_hold_period on quota_hold (channel, quota, period) where state = 'held'`,
  `create table upload (
    channel text not null, purpose text not null, sha256 text not null, media_id text, url text, at bigint not null,
    primary key (channel, purpose, sha256))`,
  `create table placement (
    id text primary key, post text not null references post (id), channel text not null, act text not null,
    at bigint not null, pinned integer not null, announced_at bigint, reason text not null, created_by text not null,
    created_at bigint not null, cancelled_at bigint)`,
  `create unique index placement_post on placement (post, channel) where cancelled_at is null`,
  `create index placement_channel on placement (channel, at)`,
  `create table cadence_breach (
    channel text not null, rule text not null, due_at bigint not null, seen_at bigint not null, cause text not null,
    corrected_at bigint, primary key (channel, rule, due_at))`,
];
