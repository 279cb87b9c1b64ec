/** What people prefer in the console, and the order in which titles are read for the search. */
export const preferences = [
  `create table preference (
    person text not null, key text not null, value text not null, updated_at bigint not null, primary key (person, key))`,
  `create index bundle_updated on bundle (updated_at, id)`,
];
