/** Life cycle of accounts with its filing log, their yearly review, repost tasks and what each account owes of them. */
export const matrix = [
  `create table account_filing (
    id text primary key, account text not null, event text not null, on_day text not null, until_day text,
    unit text not null, number text, filed_on text, reason text not null, recorded_by text not null, at bigint not null)`,
  `create unique index account_filing_account on account_filing (account, on_day, event)`,
  `create table account_review (
    account text not null, year integer not null, updates integer, reads integer, followers integer, entered_by text,
    entered_at bigint, decision text, merge_into text, reason text, decided_by text, decided_at bigint,
    primary key (year, account))`,
  `create table repost_task (
    id text primary key, day_key text, post text references post (id), url text, title text not null,
    hours integer not null, issued_at bigint not null, due_at bigint not null, created_by text not null,
    cancelled_at bigint, cancel_reason text)`,
  `create unique index repost_task_day on repost_task (day_key) where day_key is not null`,
  `create index repost_task_issued on repost_task (issued_at)`,
  `create index repost_task_due on repost_task (due_at) where cancelled_at is null`,
  `create table repost_duty (
    task text not null references repost_task (id), account text not null, ours integer not null, state text not null,
    carried_at bigint, link text, proof text, publication text, note text, confirmed_by text, confirmed_at bigint,
    problem text, try_at bigint, primary key (task, account))`,
  `create unique index repost_duty_link on repost_duty (link) where link is not null`,
  `create index repost_duty_open on repost_duty (task) where state in ('waiting', 'placed')`,
];
