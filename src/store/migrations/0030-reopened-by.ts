/** Who agreed that the signatures of a text may fall, and when: it holds for nobody else and not for ever. */
export const reopenedBy = [`alter table working_copy add column voids_by text not null default '{}'`];
