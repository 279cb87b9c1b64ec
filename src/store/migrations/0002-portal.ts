/** Sources, items with their addresses and revisions; policies, pairs and bundles. */
export const portal = [
  `create table source_state (
    source text primary key, checked_at bigint not null, last_ok_at bigint, problem text, listed integer not null)`,
  `create table fetch_state (
    url text primary key, etag text, last_modified text, checked_at bigint not null, body_hash text)`,
  `create table item (
    id text primary key, url_key text not null unique, url text not null, source text not null, secondary_key text,
    document_number text, revision integer not null, content_hash text not null, title text not null,
    published_at bigint, first_seen_at bigint not null, last_seen_at bigint not null, withdrawn_at bigint)`,
  `create index item_secondary_key on item (secondary_key) where secondary_key is not null`,
  `create index item_document_number on item (document_number) where document_number is not null`,
  `create index item_source on item (source, published_at)`,
  `create table item_address (
    url_key text primary key, item text not null references item (id), url text not null, source text not null,
    seen_at bigint not null, listed_as text, gone_at bigint)`,
  `create index item_address_source on item_address (source)`,
  `create index item_address_item on item_address (item)`,
  `create table item_revision (
    item text not null references item (id), revision integer not null, content_hash text not null, body text not null,
    raw bytea, charset text not null, fetched_at bigint not null, primary key (item, revision))`,
  `create table link_entry (
    item text primary key references item (id), role text not null, core_title text not null, document_number text,
    facts text not null, revision integer not null, fetched_at bigint not null, at bigint not null)`,
  `create index link_entry_fetched on link_entry (fetched_at)`,
  `create index item_revision_fetched on item_revision (fetched_at, item)`,
  `create table link_key (key text not null, item text not null, role text not null, primary key (key, role, item))`,
  `create index link_key_item on link_key (item)`,
  `create table pair (
    policy text not null, interpretation text not null, score double precision not null, decision text not null,
    form text not null, stage text not null, reasons text not null, decided_by text, at bigint not null,
    primary key (policy, interpretation))`,
  `create index pair_interpretation on pair (interpretation)`,
  `create table bundle (
    id text primary key, policy text not null unique, title text not null, document_number text, published_on text,
    due_on text, provisional integer not null, created_at bigint not null, updated_at bigint not null)`,
];
