/**
 * What 100,000 posts showed. An index that begins with the kind of subject holds every delivery under one value, and SQLite,
 * which keeps no figures, prefers such an equality to the state: the deliveries of a day were then read out of all of them.
 */
export const largeOffice = [
  `drop index delivery_of_subject`,
  `create index delivery_of_subject on delivery (subject_id, subject_kind)`,
];
