/** In whose place a gate was ticked (代签), as a signature says it; null when the person ticked for himself. */
export const tickedFor = [`alter table gate_tick add column for_person text`];
