/** Posts that people publish by hand, files that have gone, and looking a post or a publication up by its text or link. */
export const handOff = [
  `create table hand_off (
    delivery text primary key references delivery (id), hash text not null, taken_by text not null,
    taken_at bigint not null, void_at bigint, void_reason text)`,
  `create index publication_url on publication (url) where url is not null`,
  `alter table post add column file_gone_at bigint`,
  `create index post_material on post (material) where subject_kind = 'file'`,
  `create index post_file_title on post (title) where subject_kind = 'file'`,
];
