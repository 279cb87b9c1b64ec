/**
 * Lists of items for people: the issuer stands in the item's row, so that a page of a list reads no texts; items that
 * were left with a reason; and the orders in which lists are read.
 */
export const items = [
  `alter table item add column issuer text`,
  // Both databases know json(text) and ->>.
  `update item set issuer = (
    select json(r.body) ->> 'issuer' from item_revision r where r.item = item.id and r.revision = item.revision)`,
  `create index item_source_id on item (source, id)`,
  `create index link_entry_role on link_entry (role, item)`,
  `create index pair_offered on pair (policy) where decision = 'offered'`,
  `create table item_left (
    item text primary key references item (id), reason text not null, person text not null, at bigint not null)`,
];
