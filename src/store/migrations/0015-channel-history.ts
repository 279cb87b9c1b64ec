/** The past of accounts, read page by page or entered by a person, and when their newest link is looked at. */
export const channelHistory = [
  `create table channel_history (
    channel text primary key, state text not null, cursor text, since bigint, found integer not null,
    next_at bigint not null, read_at bigint, problem text, entered_at bigint, entered_by text,
    link_look_at bigint not null, changed_at bigint not null)`,
  `create index channel_history_next on channel_history (next_at) where state <> 'unreadable'`,
  `create index channel_history_link on channel_history (link_look_at)`,
  `create index cadence_breach_due on cadence_breach (due_at) where corrected_at is null`,
  `create index publication_seen on publication (seen_at)`,
  `create index publication_gone on publication (gone_at) where gone_at is not null`,
];
