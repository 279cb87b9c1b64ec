/** Looking things up in the ledger by person, by act and by time; policies by day for the reports. */
export const ledgerSearch = [
  `create index ledger_entry_actor on ledger_entry (actor, seq)`,
  `create index ledger_entry_act on ledger_entry (act, seq)`,
  `create index ledger_entry_at on ledger_entry (at)`,
  `create index bundle_published on bundle (published_on)`,
];
