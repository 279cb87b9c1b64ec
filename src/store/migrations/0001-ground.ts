/**
 * The ledger, configuration versions, tasks and open due dates.
 * Types are spelt so that SQLite and PostgreSQL read them alike: bigint has integer affinity in SQLite.
 */
export const ground = [
  `create table ledger_entry (
    seq bigint primary key, at bigint not null, actor text not null, via text not null, act text not null,
    object text not null, before text, after text, prev_hash text not null, hash text not null)`,
  `create index ledger_entry_object on ledger_entry (object, seq)`,
  `create table ledger_head (id integer primary key, seq bigint not null, hash text not null)`,
  `insert into ledger_head (id, seq, hash) values (1, 0, '')`,
  `create table config_entry (
    id text primary key, kind text not null, key text not null, version integer not null, file text not null,
    line integer not null, body text not null, from_on text, applied_at bigint not null, gone_at bigint)`,
  `create unique index config_entry_version on config_entry (kind, key, version)`,
  `create table task (
    id text primary key, plan text not null, number text not null, title text not null, lead_section text not null,
    with_sections text not null, due_on text not null, done_at bigint, created_at bigint not null)`,
  `create unique index task_row on task (plan, number)`,
  `create table open_due_date (
    object_kind text not null, object_id text not null, start_on text not null, days integer not null,
    unit text not null, due_on text not null, provisional integer not null, closed_at bigint,
    primary key (object_kind, object_id))`,
  `create index open_due_date_open on open_due_date (due_on) where closed_at is null`,
  `create table due_date_change (
    id text primary key, object_kind text not null, object_id text not null, old_due_on text not null,
    new_due_on text not null, old_provisional integer not null, new_provisional integer not null,
    calendar_version text not null, at bigint not null)`,
  `create index due_date_change_object on due_date_change (object_kind, object_id)`,
];
