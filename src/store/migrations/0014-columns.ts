/** Information formed for a column; items and addresses of a source looked up by their time. */
export const columns = [
  `create table formed_item (
    id text primary key, column_no integer not null, title text not null, kind text not null,
    schedule_class text not null, formed_at bigint not null, by_on text, url text, url_key text, done_at bigint, item text,
    done_by text, void_at bigint, void_reason text, created_by text not null, created_at bigint not null)`,
  `create index formed_item_recent on formed_item (formed_at) where void_at is null`,
  `create index formed_item_open on formed_item (formed_at) where done_at is null and void_at is null`,
  `create index formed_item_item on formed_item (item) where item is not null`,
  `create index bundle_owed_interpretation on bundle_owed (due_on) where what = 'interpretation'`,
  `create index item_address_source_item on item_address (source, item)`,
];
