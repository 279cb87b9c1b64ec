/**
 * The lists of requests as they are narrowed: to an account, in a section, to the day of receipt, open and closed, and what
 * one person has by its due day. Every way of looking has its index, so that none reads all that is open, or closed. Beside
 * them the pairs that linking offered last, for 今日, and the accounts whose rights somebody wants tried again.
 */
export const deskLists = [
  `create index request_section_channel_due on request (section, channel, now_due_on, id) where closed_at is null`,
  `create index request_channel_closed on request (channel, closed_at, id) where closed_at is not null`,
  `create index request_section_channel_closed on request (section, channel, closed_at, id) where closed_at is not null`,
  `create index request_channel_unassigned on request (channel, now_due_on, id)
    where closed_at is null and assignee is null`,
  `create index request_section_received on request (section, received_at)`,
  `create index request_channel_received on request (channel, received_at)`,
  `create index request_assignee_due on request (assignee, now_due_on, id) where closed_at is null and assignee is not null`,
  `drop index request_assignee_open`,
  `create table probe_wish (channel text primary key, asked_by text not null, asked_at bigint not null, leased_until bigint)`,
  `create index pair_offered_at on pair (at) where decision = 'offered'`,
];
