/** A sign-in at the office's identity provider: from where, for which session, and that its answer is taken once. */
export const oidcLogin = [
  `alter table oidc_login add column address text not null default ''`,
  `alter table oidc_login add column session text`,
  `alter table oidc_login add column used_at bigint`,
  `alter table oidc_login add column person text`,
  `create index oidc_login_address on oidc_login (address, begun_at)`,
];
