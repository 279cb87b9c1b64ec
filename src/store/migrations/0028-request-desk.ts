/**
 * The desk of requests: a number that people can say, the due day that holds now in the row itself (so that lists go by an
 * index), who has a request, how it was closed, and internal notes. Beside it when rights of accounts were last tried, and
 * how often an account was urged to carry a post.
 */
export const requestDesk = [
  `alter table request add column number text`,
  `alter table request add column now_due_on text not null default ''`,
  `alter table request add column assigned_at bigint`,
  `alter table request add column assigned_by text`,
  `alter table request add column closed_by text`,
  `alter table request add column closed_how text`,
  `alter table request add column closed_note text`,
  `alter table request add column closed_link text`,
  `update request set now_due_on = coalesce((select d.due_on from open_due_date d
    where d.object_kind = 'request' and d.object_id = request.id), due_on)`,
  `update request set number = 'SQ-' || n.year || '-' || case when n.serial < 10 then '000' when n.serial < 100 then '00'
      when n.serial < 1000 then '0' else '' end || n.serial
    from (select id, substr(start_on, 1, 4) as year,
      row_number() over (partition by substr(start_on, 1, 4) order by received_at, id) as serial from request) as n
    where n.id = request.id`,
  `create table request_number (year text primary key, last integer not null)`,
  `insert into request_number (year, last) select substr(start_on, 1, 4), count(*) from request group by substr(start_on, 1, 4)`,
  `create table request_note (
    id text primary key, request text not null references request (id), text text not null, noted_by text not null,
    at bigint not null)`,
  `create index request_note_request on request_note (request, at)`,
  `create unique index request_by_number on request (number)`,
  `create index request_due on request (now_due_on, id) where closed_at is null`,
  `create index request_section_due on request (section, now_due_on, id) where closed_at is null`,
  `create index request_unassigned on request (now_due_on, id) where closed_at is null and assignee is null`,
  `create index request_section_unassigned on request (section, now_due_on, id)
    where closed_at is null and assignee is null`,
  `create index request_channel_due on request (channel, now_due_on, id) where closed_at is null`,
  `create index request_sender on request (channel, sender, received_at) where sender is not null`,
  `create index request_closed on request (closed_at, id) where closed_at is not null`,
  `create index request_section_closed on request (section, closed_at, id) where closed_at is not null`,
  `alter table channel_state add column rights_at text not null default '{}'`,
  `alter table repost_duty add column urged integer not null default 0`,
  `alter table repost_duty add column urged_at bigint`,
];
