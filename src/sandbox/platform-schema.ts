/** The sandbox's own small schema. Instants are ms UTC; JSON is text; 64-bit numbers of the platforms are text. */
export const platformSchema = `
create table if not exists meta (name text primary key, value text not null);
create table if not exists serial (name text primary key, value integer not null);
create table if not exists account (appid text primary key, profile text not null, settings text not null);
create table if not exists robot (robot_key text primary key, name text not null, broken integer not null default 0);
create table if not exists token (
  token text primary key, appid text not null, sort text not null,
  issued_at integer not null, expires_at integer not null, dies_at integer not null
);
create table if not exists quota_use (
  appid text not null, what text not null, period text not null, used integer not null,
  primary key (appid, what, period)
);
create table if not exists media (
  seq integer primary key autoincrement, media_id text unique, owner text not null, type text not null,
  permanent integer not null, name text not null, description text, bytes blob not null, url text, created_at integer not null
);
create index if not exists media_url on media (url);
create table if not exists draft (
  seq integer primary key autoincrement, media_id text not null unique, appid text not null, articles text not null,
  base_url text not null, updated_at integer not null
);
create table if not exists job (
  job_id text primary key, act text not null, appid text not null, msg_data_id text not null, state text not null,
  outcome text, policy text not null, articles text not null, base_url text not null, client_msg_id text, scope text, content text,
  submitted_at integer not null, due_at integer, article_id text not null, via text not null
);
create index if not exists job_due on job (due_at) where due_at is not null;
create table if not exists article (
  page_id text primary key, appid text not null, job_id text not null, article_id text not null,
  msg_data_id text not null, idx integer not null, via text not null, title text not null, fields text not null,
  url text not null, published_at integer not null, deleted_at integer
);
create table if not exists comment (
  user_comment_id text primary key, appid text not null, msg_data_id text not null, idx integer not null,
  openid text, content text not null, created_at integer not null, type integer not null,
  reply text, replied_at integer, deleted_by_writer integer not null default 0
);
create table if not exists push (
  seq integer primary key autoincrement, appid text not null, label text not null, xml text not null, openid text not null,
  due_at integer, before_answer integer not null, bad_signature integer not null default 0,
  tries integer not null default 0, state text not null, answers text not null default '[]'
);
create table if not exists fault (
  seq integer primary key autoincrement, path text not null, appid text, kind text not null, times integer not null,
  ms integer not null, errcode integer, errmsg text
);
create table if not exists late_call (seq integer primary key autoincrement, due_at integer not null, request text not null, body blob not null);
create table if not exists call_count (appid text not null, path text not null, calls integer not null, primary key (appid, path));
create table if not exists effect (
  seq integer primary key autoincrement, at integer not null, account text not null, kind text not null,
  text text not null, marker text not null, detail text not null
);
`;

/** Tables that a reset empties. */
export const platformTables = [
  'serial',
  'account',
  'robot',
  'token',
  'quota_use',
  'media',
  'draft',
  'job',
  'article',
  'comment',
  'push',
  'fault',
  'late_call',
  'call_count',
  'effect',
];
