/** Who may come in: passwords, sessions, tokens, tries; and versions of the configuration that were made in the console. */
export const access = [
  `alter table config_entry add column via text not null default 'file'`,
  `create table credential (
    person text primary key, password_hash text not null, earlier_hashes text not null, set_at bigint not null,
    set_by text not null, must_change integer not null, totp_secret text, totp_since bigint, totp_step bigint,
    recovery_hashes text, last_login_at bigint, last_login_from text, ended_at bigint)`,
  `create table session (
    id text primary key, person text not null, method text not null, begun_at bigint not null, seen_at bigint not null,
    confirmed_at bigint not null, address text not null, agent text not null, previous_at bigint, previous_from text,
    ended_at bigint, end_reason text)`,
  `create index session_person on session (person, ended_at)`,
  `create index session_begun on session (begun_at)`,
  `create table login_guard (
    key text primary key, failures integer not null, locks integer not null, failed_at bigint not null,
    locked_until bigint)`,
  `create index login_guard_failed on login_guard (failed_at)`,
  `create table login (
    id text primary key, at bigint not null, person text, address text not null, agent text not null,
    outcome text not null)`,
  `create index login_address on login (address, at)`,
  `create index login_person on login (person, id)`,
  `create table api_token (
    id text primary key, hash text not null, name text not null, person text not null, scopes text not null,
    made_by text not null, made_at bigint not null, expires_at bigint not null, last_used_at bigint,
    last_used_from text, ended_at bigint, ended_by text)`,
  `create unique index api_token_hash on api_token (hash)`,
  `create index api_token_person on api_token (person, ended_at)`,
  `create table setup_step (step text primary key, done_at bigint not null, done_by text not null)`,
  `create table oidc_login (
    state text primary key, verifier text not null, nonce text not null, back_to text not null, begun_at bigint not null)`,
  `create index oidc_login_begun on oidc_login (begun_at)`,
];
