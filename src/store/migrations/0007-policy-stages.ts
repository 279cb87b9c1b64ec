/**
 * Stages of one policy, replaced and repealed policies, stubs of policies that no portal here has, and why a person decided.
 * Everything is linked anew once: what linking knows of an item has grown.
 */
export const policyStages = [
  `create table policy_relation (
    from_policy text not null, to_policy text not null, kind text not null, score double precision not null,
    decision text not null, reasons text not null, decided_by text, note text, at bigint not null,
    primary key (from_policy, to_policy, kind))`,
  `create index policy_relation_to on policy_relation (to_policy, kind)`,
  `create table policy_stub (
    id text primary key, name_key text not null unique, title text not null, document_number text, issuer text,
    level text, facts text not null, made_at bigint not null, became text, became_at bigint)`,
  `create index policy_stub_became on policy_stub (became) where became is not null`,
  `create index policy_stub_number on policy_stub (document_number) where document_number is not null`,
  `alter table pair add column note text`,
  `update link_entry set revision = 0`,
];
